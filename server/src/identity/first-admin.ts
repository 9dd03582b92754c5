import { randomBytes } from 'node:crypto';

import type { SetupRequest } from '@ticketero/contract';
import { Inject, Injectable } from '@nestjs/common';

import { SYSTEM, type Actor } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
import { WallClock } from '../platform/clock.js';
import { CONFIG, ConfigError, type Config } from '../platform/config.js';
import { Nothing, Transactions, type Statement, type Tx } from '../platform/database/transactions.js';
import { invalid } from '../platform/errors/problem.js';
import { EMAIL } from '../platform/email.js';
import { PASSWORD_MAX, PASSWORD_MIN, passwordProblem } from '../platform/password-rules.js';
import { hashPassword, requireGoodPassword } from './new-password.js';
import { USER_BY_ID, type UserRow } from './session-statements.js';
import { Sessions, type Session } from './sessions.js';
import { STAFF_LOCK } from './staff-lock.js';
import { Tokens } from './tokens.js';

const ANYBODY: Statement = {
  name: 'first-admin-anybody-1',
  text: 'select exists (select from app_user) as anybody',
};
const INSERT: Statement = {
  name: 'first-admin-insert-1',
  text: `insert into app_user (email, name, role, password_hash, must_change_password)
    values ($1, $2, 'ADMIN', $3, $4) returning id`,
};
const INSERT_TOKEN: Statement = {
  name: 'first-admin-token-1',
  text: 'insert into setup_token (token_hash, expires_at, created_at) values ($1, $2, $3)',
};
/** $2 now. Before the link is used, those that have expired go; after it, all. */
const FIND_TOKEN: Statement = {
  name: 'first-admin-find-1',
  text: 'select 1 from setup_token where token_hash = $1 and expires_at > $2',
};
const DROP_TOKENS: Statement = {
  name: 'first-admin-drop-1',
  text: 'delete from setup_token where expires_at <= $1 or $2',
};

export const SETUP_MS = 60 * 60_000;

/** Until they say their own. */
const FIRST_NAME = 'Administración';

/** Before anything is started. Throws ConfigError, which never shows the value. */
export function requireGoodFirstAdmin({ firstAdmin }: Pick<Config, 'firstAdmin'>): void {
  if (firstAdmin === null) return;
  const { email, password } = firstAdmin;
  if (email.length > 100 || !EMAIL.test(email)) throw new ConfigError('ADMIN_EMAIL', 'must be an e-mail address');
  if (passwordProblem(password, { email, name: FIRST_NAME }) !== null) {
    const rules = 'characters, and be neither the e-mail address nor one of the most used passwords';
    throw new ConfigError('ADMIN_PASSWORD', `must have ${PASSWORD_MIN} to ${PASSWORD_MAX} ${rules}`);
  }
}

/** What a start of the server did about it: nothing, made one from the environment, or made a link. */
export type FirstAdminStart = { kind: 'there' } | { kind: 'made'; email: string } | { kind: 'link'; token: string };

/**
 * A new installation has nobody who could sign in, and no password that everybody knows: the first ADMIN comes from
 * ADMIN_EMAIL and ADMIN_PASSWORD, or from a link that works once and that only who started the server has read.
 */
@Injectable()
export class FirstAdmin {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: Tokens,
    private readonly clock: WallClock,
    private readonly audit: AuditLog,
    private readonly sessions: Sessions,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /** At each start. A password from an environment has been read by more eyes than one: it has to be changed. */
  async prepare(): Promise<FirstAdminStart> {
    if (await this.anybody(this.transactions)) return { kind: 'there' };
    const { firstAdmin } = this.config;
    if (firstAdmin === null) return { kind: 'link', token: await this.newLink() };
    const hashed = await hashPassword(firstAdmin.password);
    const made = await this.transactions.run<number | null>(async (tx) => {
      const person = { email: firstAdmin.email, name: FIRST_NAME };
      return (await this.make(tx, person, hashed, true, SYSTEM)) ?? new Nothing(null);
    });
    return made === null ? { kind: 'there' } : { kind: 'made', email: firstAdmin.email };
  }

  /** Throws VALIDACION_FALLIDA for a link that was used, is too old or never was, and for a weak password. */
  async setUp(request: SetupRequest, actor: Actor): Promise<Session> {
    const person = { email: request.email.trim().toLowerCase(), name: request.name.trim() };
    const hashedToken = this.tokens.hash(request.token);
    const now = new Date(this.clock.now());
    const found = await this.transactions.query(FIND_TOKEN, [hashedToken, now]);
    if (found.length === 0) throw wrongLink();
    requireGoodPassword(request.password, person, 'password');
    const hashed = await hashPassword(request.password);
    const session = await this.transactions.run<Session | null>(async (tx) => {
      const id = await this.make(tx, person, hashed, false, { ...actor, name: person.email });
      if (id === null) return new Nothing(null);
      const [user] = await tx.query<UserRow>(USER_BY_ID, [id]);
      return user ? this.sessions.open(tx, user, actor) : new Nothing(null);
    });
    if (!session) throw wrongLink();
    return session;
  }

  /** Null: somebody was first. */
  private async make(
    tx: Tx,
    person: { email: string; name: string },
    hashed: string,
    mustChange: boolean,
    actor: Actor,
  ): Promise<number | null> {
    await tx.query(STAFF_LOCK, []);
    if (await this.anybody(tx)) return null;
    const [made] = await tx.query<{ id: number }>(INSERT, [person.email, person.name, hashed, mustChange]);
    const id = made?.id ?? 0;
    await tx.query(DROP_TOKENS, [new Date(this.clock.now()), true]);
    const entity = { entityType: 'USER', entityId: String(id), entityIdentifier: person.email } as const;
    const newState = { ...person, role: 'ADMIN', branchOffice: null, active: true };
    const event = { eventType: 'CONFIG_CAMBIADA', ...entity, newState, data: { firstAdmin: true } } as const;
    await this.audit.record(null, actor, event, tx);
    return id;
  }

  private async newLink(): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.now();
    await this.transactions.run(async (tx) => {
      await tx.query(DROP_TOKENS, [new Date(now), false]);
      await tx.query(INSERT_TOKEN, [this.tokens.hash(token), new Date(now + SETUP_MS), new Date(now)]);
    });
    return token;
  }

  private async anybody(through: Pick<Tx, 'query'>): Promise<boolean> {
    const [row] = await through.query<{ anybody: boolean }>(ANYBODY, []);
    return row?.anybody ?? false;
  }
}

const wrongLink = () =>
  invalid(
    { token: 'El enlace no es válido, ya se usó o venció' },
    'The link is not valid, was used already or has expired',
  );
