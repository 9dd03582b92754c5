import { Inject, Injectable } from '@nestjs/common';
import { Branch, businessDay, enterBusinessDay } from '@ticketero/core';

import { isAtDesk, isFromOutside, type Actor } from '../platform/actor.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { Nothing, Transactions, type Tx } from '../platform/database/transactions.js';
import { ProblemError, saturated } from '../platform/errors/problem.js';
import { STALE_KEYS } from '../platform/pii.js';
import { traced } from '../platform/tracing/tracing.js';
import { Turns, type Lane } from '../platform/turns.js';
import { LOAD, LOAD_ABOUT, LOAD_FOR_ISSUE, LOCK } from './branch-statements.js';
import { presentState, type LoadedState } from './present-state.js';
import {
  savedMonths,
  savedParts,
  savePayload,
  type LinkedChat,
  type SaveExtras,
  type SealedCustomer,
} from './save-payload.js';
import { saveStatement } from './save-statement.js';

/** What a command decided, and the branch as it now is. */
export interface Outcome<T> {
  answer: T;
  branch: Branch;
  /** Ticket id → sealed national id (hexadecimal) of the tickets that changed: staff are shown it masked. */
  sealedIds: Record<number, string>;
  /** Templates of the messages that are no longer true (R9). */
  droppedMessages: string[];
  /** A message can go out by this: nobody waits for the sender's next look (R9). */
  messagesReady: boolean;
}

export interface RunOptions {
  /** Linked to its ticket by the command (R9). */
  chat?: LinkedChat;
  /** The closed ticket of today that the command is about: by its reference, or as the last that this advisor moved. */
  about?: { ticket?: string; advisorId?: number };
}

/** For a new ticket: the key of the request, and the sealed customer. */
export interface IssueRequest {
  actor: Actor;
  codigoReferencia: string;
  customer: SealedCustomer;
  /** Every hash that the phone's link may stand under. */
  phoneHashes: Buffer[];
  /** Which generation of keys sealed the customer. */
  keyGeneration: number;
  /** Every hash that the request's key may be kept under, the newest last; none without a key. */
  idempotencyKeys: string[];
}

/** What a configuration writes beside the branch's present. */
export interface RowsBeside {
  before(tx: Tx): Promise<void>;
  after(tx: Tx): Promise<void>;
}

interface Saved {
  revision: number;
  sealed_ids: Record<number, string>;
  dropped_messages: string[];
}

interface LoadedForIssue extends Record<string, unknown> {
  state: LoadedState;
  next_id: number;
  known: string | null;
  chat_id: string | null;
  key_generation: number;
}

/** A line as short as this is no crowd, however slow it is: its own desks and kiosks, each once. */
const LINE_ALWAYS = 64;

/** The ticket that an Idempotency-Key already stands for. */
export class AlreadyIssued {
  constructor(readonly codigoReferencia: string) {}
}

/**
 * The one way through (ARCHITECTURE.md): begin, lock the branch, load, let the core decide, save, commit, then tell the
 * screens. Two round trips: begin, lock and load; save and commit. `decide` is pure: it may be run again in a fresh transaction.
 */
@Injectable()
export class UnitOfWork {
  /**
   * Commands of one branch wait for their turn here before they ask for a connection. The branch lock would make them
   * wait all the same, but inside the database, each with a connection in hand: a burst at one branch would then take the
   * whole pool from the others. With several processes the lock decides between them as before.
   */
  private readonly turns = new Turns<number>();

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly feed: BranchFeed,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Pick<Config, 'branchLine'>,
  ) {}

  /** Throws what `decide` throws, or SERVICIO_SATURADO; then nothing has changed. */
  async run<T>(
    branchId: number,
    actor: Actor,
    decide: (branch: Branch) => T,
    { chat, about }: RunOptions = {},
  ): Promise<Outcome<T>> {
    const outcome = await this.transact(branchId, actor, async (tx) => {
      tx.ahead(LOCK, [branchId]);
      const asked = this.clock.now();
      const present = [branchId, new Date(asked)];
      const [row] = await (about
        ? tx.query<{ state: LoadedState }>(LOAD_ABOUT, [...present, about.ticket ?? null, about.advisorId ?? null])
        : tx.query<{ state: LoadedState }>(LOAD, present));
      return this.decideAndSave(tx, this.locked(row?.state, asked), actor, decide, { chat });
    });
    this.tell(outcome);
    return outcome;
  }

  /**
   * Like `run`, for a change of who works in the branch: `before` writes what the load shall find, `after` what it shall
   * find no more. Both belong to the same transaction and may run again with it.
   */
  async configure<T>(
    branchId: number,
    actor: Actor,
    decide: (branch: Branch) => T,
    rows: RowsBeside,
  ): Promise<Outcome<T>> {
    const outcome = await this.transact(branchId, actor, async (tx) => {
      await tx.query(LOCK, [branchId]);
      await rows.before(tx);
      const now = this.clock.now();
      const [row] = await tx.query<{ state: LoadedState }>(LOAD, [branchId, new Date(now)]);
      const decided = await this.decideAndSave(tx, this.locked(row?.state, now), actor, decide, {}, true);
      await rows.after(tx);
      return decided instanceof Nothing ? decided.value : decided; // the rows beside it are kept all the same
    });
    this.tell(outcome);
    return outcome;
  }

  /**
   * `issue`: like `run`, with an id for the ticket; the same key again changes nothing and names the ticket made.
   * STALE_KEYS: nothing has changed either, the customer has to be sealed with newer keys (R3, R13).
   */
  async issue<T>(
    branchId: number,
    request: IssueRequest,
    decide: (branch: Branch, ticketId: number, linked: boolean) => T,
  ): Promise<Outcome<T> | AlreadyIssued | typeof STALE_KEYS> {
    const outcome = await this.transact<Outcome<T> | AlreadyIssued | typeof STALE_KEYS>(
      branchId,
      request.actor,
      async (tx) => {
        tx.ahead(LOCK, [branchId]);
        const asked = this.clock.now();
        const { actor, codigoReferencia, customer, idempotencyKeys } = request;
        const values = [branchId, new Date(asked), actor.name, idempotencyKeys, request.phoneHashes];
        const [row] = await tx.query<LoadedForIssue>(LOAD_FOR_ISSUE, values);
        if (row?.known) return new Nothing(new AlreadyIssued(row.known));
        if (row && row.key_generation !== request.keyGeneration) return new Nothing(STALE_KEYS);
        const { state, next_id: nextId, chat_id: chatId } = row ?? { state: undefined, next_id: 0, chat_id: null };
        const linked = chatId !== null;
        return this.decideAndSave(tx, this.locked(state, asked), actor, (branch) => decide(branch, nextId, linked), {
          customer,
          idempotencyKey: idempotencyKeys.at(-1),
          chat: linked ? { codigoReferencia, chatId } : undefined,
        });
      },
    );
    if (outcome !== STALE_KEYS && !(outcome instanceof AlreadyIssued)) this.tell(outcome);
    return outcome;
  }

  /** The desks go first, and so do the jobs, which are few and end what waits. Throws SERVICIO_SATURADO. */
  private async transact<T>(branchId: number, actor: Actor, work: (tx: Tx) => Promise<T | Nothing<T>>): Promise<T> {
    const lane = isAtDesk(actor) ? 'first' : 'others';
    if (isFromOutside(actor) && this.isTooLong(branchId, lane)) {
      this.metrics.refused.inc({ what: 'branch' });
      throw saturated();
    }
    // With its wait for its turn: that is where a busy branch's time goes.
    return traced('branch command', { 'ticketero.branch_id': branchId }, () =>
      this.turns.take(branchId, () => this.transactions.run(work), lane),
    );
  }

  private isTooLong(branchId: number, lane: Lane): boolean {
    const { most, waitMs } = this.config.branchLine[lane === 'first' ? 'staff' : 'customers'];
    if (this.turns.length(branchId) >= most) return true;
    return this.turns.length(branchId, lane) >= LINE_ALWAYS && this.turns.expectedWait(branchId, lane) > waitMs;
  }

  /**
   * The branch as it was loaded, at the moment since which nobody else changes it: the lock was waited for in the same
   * round trip, and meanwhile another process may have given a number later than when this one asked. Midnight in between
   * does not count: what was loaded is of the day before.
   */
  private locked(state: LoadedState | undefined, asked: number): Branch {
    if (!state) throw new ProblemError('SUCURSAL_NO_ENCONTRADA');
    const now = this.clock.now();
    const sameDay = businessDay(now, state.timeZone) === businessDay(asked, state.timeZone);
    return new Branch(presentState(state), sameDay ? now : asked);
  }

  /** `more`: this is not the last that its transaction writes. */
  private async decideAndSave<T>(
    tx: Tx,
    branch: Branch,
    actor: Actor,
    decide: (branch: Branch) => T,
    extras: SaveExtras,
    more = false,
  ): Promise<Outcome<T> | Nothing<Outcome<T>>> {
    enterBusinessDay(branch);
    const answer = decide(branch);
    const changes = branch.changes();
    if (!changes.visible && !changes.patch.positionsCurrent) {
      return new Nothing({ answer, branch, sealedIds: {}, droppedMessages: [], messagesReady: false });
    }
    const payload = savePayload(branch, changes, extras);
    const values = [branch.state.id, new Date(branch.now), actor.name, actor.ip, actor.userAgent, payload];
    const parts = savedParts(changes, extras.idempotencyKey !== undefined);
    const statement = saveStatement(parts, savedMonths(branch, changes));
    const [saved] = await (more ? tx.query<Saved>(statement, values) : tx.last<Saved>(statement, values));
    branch.revision = saved?.revision ?? branch.revision;
    const { sealed_ids: sealedIds = {}, dropped_messages: droppedMessages = [] } = saved ?? {};
    const messagesReady = changes.messages.some(({ ready }) => ready);
    return { answer, branch, sealedIds, droppedMessages, messagesReady };
  }

  /** After the commit: the work may have run more than once before it. */
  private tell({ branch, droppedMessages, messagesReady }: Outcome<unknown>): void {
    for (const template of droppedMessages) this.metrics.messages.inc({ template, outcome: 'discarded' });
    if (branch.revision !== branch.state.revision) this.feed.publish(branch, messagesReady, branch.events);
  }
}
