import type { BranchSummary, DeviceCreated, DeviceKind, PairAnswer } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import type { Actor } from '../platform/actor.js';
import { AuditLog } from '../platform/audit-log.js';
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

  async create(branchId: number, kind: DeviceKind, name: string, actor: Actor): Promise<DeviceCreated> {
    return this.transactions.run(async (tx) => {
      const now = new Date(this.clock.now());
      const [made] = await tx.query<{ id: number }>(INSERT_DEVICE, [branchId, kind, name, now]);
      const device = await this.find(tx, made?.id ?? 0, null);
      await this.record(tx, device, actor, 'DEVICE_REGISTRADO', { kind, name });
      return this.withNewCode(tx, device);
    });
  }

  /** `branchId`: the caller's own branch, or null for the whole bank. */
  async newPairingCode(deviceId: number, branchId: number | null): Promise<DeviceCreated> {
    return this.transactions.run(async (tx) => this.withNewCode(tx, await this.find(tx, deviceId, branchId)));
  }

  async revoke(deviceId: number, branchId: number | null, actor: Actor): Promise<void> {
    await this.transactions.run(async (tx) => {
      const device = await this.find(tx, deviceId, branchId);
      const now = new Date(this.clock.now());
      await tx.query(REVOKE, [device.id, now]);
      await tx.query(DROP_CODES, [device.id, now]);
      await this.record(tx, device, actor, 'DEVICE_REVOCADO', { kind: device.kind, name: device.name });
    });
    this.authenticator.forget();
  }

  /** Exchanges a code for the device's token; the device's former token, if any, ends. */
  async pair(pairingCode: string): Promise<PairAnswer> {
    const paired = await this.transactions.run<PairAnswer | null>(async (tx) => {
      const now = new Date(this.clock.now());
      const [code] = await tx.query<{ device_id: number }>(TAKE_CODE, [this.tokens.hashCode(pairingCode), now]);
      if (!code) return new Nothing(null);
      const device = await this.find(tx, code.device_id, null);
      const deviceToken = this.tokens.newDeviceToken();
      await tx.query(SET_TOKEN, [device.id, this.tokens.hash(deviceToken), now]);
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
    eventType: 'DEVICE_REGISTRADO' | 'DEVICE_REVOCADO',
    newState: Record<string, unknown>,
  ): Promise<void> {
    const entity = { entityType: 'DEVICE', entityId: String(device.id), entityIdentifier: device.name } as const;
    await this.audit.record(device.branch_id, actor, { eventType, ...entity, newState }, tx);
  }
}

function presentBranch(device: DeviceRow): BranchSummary {
  return {
    id: device.branch_id,
    code: device.code,
    name: device.branch_name,
    timeZone: device.time_zone,
    moduleCount: device.module_count,
  };
}
