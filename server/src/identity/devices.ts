import type { BranchSummary, DeviceCreated, DeviceKind, DevicesAnswer, PairAnswer } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import type { Actor } from '../platform/actor.js';
import { AuditLog, type LoggedEvent } from '../platform/audit-log.js';
import { WallClock } from '../platform/clock.js';
import { Nothing, Transactions, type Statement, type Tx } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { Authenticator } from './authenticator.js';
import { PAIRING_MS, Tokens } from './tokens.js';

const INSERT_DEVICE: Statement = {
  name: 'device-insert-1',
  text: 'insert into device (branch_id, kind, name, created_at) values ($1, $2, $3, $4) returning id',
};
const DEVICE: Statement = {
  name: 'device-get-1',
  text: `select d.id, d.kind, d.name, d.branch_id, d.revoked_at, b.code, b.name as branch_name, b.time_zone, b.module_count
    from device d join branch b on b.id = d.branch_id where d.id = $1 for update of d`,
};
const DROP_CODES: Statement = {
  name: 'device-drop-codes-1',
  text: 'delete from pairing_code where device_id = $1 or expires_at < $2',
};
const INSERT_CODE: Statement = {
  name: 'device-insert-code-1',
  text: `insert into pairing_code (code_hash, device_id, expires_at, created_at) values ($1, $2, $3, $4)
    on conflict do nothing returning device_id`,
};
const TAKE_CODE: Statement = {
  name: 'device-take-code-1',
  text: `update pairing_code set used_at = $2 where code_hash = $1 and used_at is null and expires_at > $2
    returning device_id`,
};
const SET_TOKEN: Statement = {
  name: 'device-set-token-1',
  text: 'update device set token_hash = $2, paired_at = $3 where id = $1',
};
const REVOKE: Statement = {
  name: 'device-revoke-1',
  text: 'update device set revoked_at = $2, token_hash = null where id = $1',
};

/** $1 a branch, or null for all; $2 now. */
const LIST: Statement = {
  name: 'device-list-1',
  text: `select d.id, d.kind, d.name, b.code, d.paired_at, d.last_seen_at, d.revoked_at, (
      select max(c.expires_at) from pairing_code c
      where c.device_id = d.id and c.used_at is null and c.expires_at > $2) as pairing_until
    from device d join branch b on b.id = d.branch_id
    where $1::bigint is null or d.branch_id = $1
    order by b.code, d.kind, d.name, d.id`,
};

interface ListedRow {
  id: number;
  kind: DeviceKind;
  name: string;
  code: string;
  paired_at: Date | null;
  last_seen_at: Date | null;
  revoked_at: Date | null;
  pairing_until: Date | null;
}

interface DeviceRow {
  id: number;
  kind: DeviceKind;
  name: string;
  branch_id: number;
  revoked_at: Date | null;
  code: string;
  branch_name: string;
  time_zone: string;
  module_count: number;
}

const CODE_TRIES = 5;

/** Screens and kiosks: made by an ADMIN, paired with a code of six digits that works once, revoked when they go. */
@Injectable()
export class Devices {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: Tokens,
    private readonly clock: WallClock,
    private readonly audit: AuditLog,
    private readonly authenticator: Authenticator,
  ) {}

  /** Those of a branch, or of all (null); the revoked ones too. */
  async list(branchId: number | null): Promise<DevicesAnswer> {
    const rows = await this.transactions.query<ListedRow>(LIST, [branchId, new Date(this.clock.now())]);
    return {
      devices: rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        name: row.name,
        branchOffice: row.code,
        pairedAt: iso(row.paired_at),
        lastSeenAt: iso(row.last_seen_at),
        revokedAt: iso(row.revoked_at),
        pairing: row.pairing_until && { expiresAt: row.pairing_until.toISOString() },
      })),
    };
  }

  async create(branchId: number, kind: DeviceKind, name: string, actor: Actor): Promise<DeviceCreated> {
    return this.transactions.run(async (tx) => {
      const now = new Date(this.clock.now());
      const [made] = await tx.query<{ id: number }>(INSERT_DEVICE, [branchId, kind, name, now]);
      const device = await this.find(tx, made?.id ?? 0, null);
      await this.record(tx, device, actor, { eventType: 'DEVICE_REGISTRADO', newState: { kind, name } });
      return this.withNewCode(tx, device);
    });
  }

  /** `branchId`: the caller's own branch, or null for the whole bank. */
  async newPairingCode(deviceId: number, branchId: number | null, actor: Actor): Promise<DeviceCreated> {
    return this.transactions.run(async (tx) => {
      const device = await this.find(tx, deviceId, branchId);
      const made = await this.withNewCode(tx, device);
      const newState = { pairingCodeExpiresAt: made.expiresAt };
      await this.record(tx, device, actor, { eventType: 'CONFIG_CAMBIADA', newState });
      return made;
    });
  }

  async revoke(deviceId: number, branchId: number | null, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const device = await this.find(tx, deviceId, branchId);
      const now = new Date(this.clock.now());
      await tx.query(REVOKE, [device.id, now]);
      await tx.query(DROP_CODES, [device.id, now]);
      const newState = { kind: device.kind, name: device.name };
      await this.record(tx, device, actor, { eventType: 'DEVICE_REVOCADO', newState });
    });
    this.authenticator.forget();
  }

  /** Exchanges a code for the device's token; the device's former token, if any, ends. */
  async pair(pairingCode: string, actor: Actor): Promise<PairAnswer> {
    const paired = await this.transactions.run<PairAnswer | null>(async (tx) => {
      const now = new Date(this.clock.now());
      const [code] = await tx.query<{ device_id: number }>(TAKE_CODE, [this.tokens.hashCode(pairingCode), now]);
      if (!code) return new Nothing(null);
      const device = await this.find(tx, code.device_id, null);
      const deviceToken = this.tokens.newDeviceToken();
      await tx.query(SET_TOKEN, [device.id, this.tokens.hash(deviceToken), now]);
      await this.record(tx, device, actor, { eventType: 'DEVICE_VINCULADO' });
      return { deviceToken, kind: device.kind, branch: presentBranch(device) };
    });
    if (!paired) throw invalid({ pairingCode: 'El código no es válido o ya venció' });
    this.authenticator.forget();
    return paired;
  }

  /** The demo's device with its token; see Tokens.demoDeviceToken. */
  async pairDemo(deviceId: number): Promise<PairAnswer> {
    return this.transactions.run(async (tx) => {
      const device = await this.find(tx, deviceId, null);
      const deviceToken = this.tokens.demoDeviceToken(device.id);
      await tx.query(SET_TOKEN, [device.id, this.tokens.hash(deviceToken), new Date(this.clock.now())]);
      return { deviceToken, kind: device.kind, branch: presentBranch(device) };
    });
  }

  private async find(tx: Tx, deviceId: number, branchId: number | null): Promise<DeviceRow> {
    const [device] = await tx.query<DeviceRow>(DEVICE, [deviceId]);
    if (!device || device.revoked_at) throw new ProblemError('RECURSO_NO_ENCONTRADO');
    if (branchId !== null && device.branch_id !== branchId) throw new ProblemError('SIN_PERMISO');
    return device;
  }

  private async withNewCode(tx: Tx, device: DeviceRow): Promise<DeviceCreated> {
    const now = this.clock.now();
    const expires = new Date(now + PAIRING_MS);
    await tx.query(DROP_CODES, [device.id, new Date(now)]);
    for (let attempt = 0; attempt < CODE_TRIES; attempt++) {
      const pairingCode = this.tokens.newPairingCode();
      const values = [this.tokens.hashCode(pairingCode), device.id, expires, new Date(now)];
      if ((await tx.query(INSERT_CODE, values)).length === 0) continue; // another device has this code just now
      const { id, kind, name, code } = device;
      return { id, kind, name, branchOffice: code, pairingCode, expiresAt: expires.toISOString() };
    }
    throw new ProblemError('CONFLICTO');
  }

  private async record(
    tx: Tx,
    device: DeviceRow,
    actor: Actor,
    event: Pick<LoggedEvent, 'eventType' | 'newState'>,
  ): Promise<void> {
    const entity = { entityType: 'DEVICE', entityId: String(device.id), entityIdentifier: device.name } as const;
    await this.audit.record(device.branch_id, actor, { ...entity, ...event }, tx);
  }
}

const iso = (at: Date | null): string | null => at && at.toISOString();

function presentBranch(device: DeviceRow): BranchSummary {
  return {
    id: device.branch_id,
    code: device.code,
    name: device.branch_name,
    timeZone: device.time_zone,
    moduleCount: device.module_count,
  };
}
