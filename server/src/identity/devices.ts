import type {
  BranchSummary,
  DeviceCreated,
  DeviceKind,
  DevicesAnswer,
  DeviceView,
  PairAnswer,
  PrinterSetup,
  SoundState,
} from '@ticketero/contract';
import { Injectable } from '@nestjs/common';

import { BranchNews } from '../branches/index.js';
import type { Actor } from '../platform/actor.js';
import { AuditLog, type LoggedEvent } from '../platform/audit-log.js';
import { Clock, WallClock } from '../platform/clock.js';
import { Nothing, Transactions, type Tx } from '../platform/database/transactions.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { Authenticator } from './authenticator.js';
import {
  CHANGE,
  DEVICE,
  DROP_CODES,
  INSERT_CODE,
  INSERT_DEVICE,
  LIST,
  LIST_ONE,
  REPORT_SOUND,
  REVOKE,
  SET_TOKEN,
  TAKE_CODE,
  type DeviceRow,
  type ListedRow,
} from './device-statements.js';
import { PAIRING_MS, Tokens } from './tokens.js';

const CODE_TRIES = 5;

/** What is absent stays. */
export interface DeviceChange {
  name?: string;
  printer?: PrinterSetup | null;
}

/** Screens and kiosks: made by an ADMIN, paired with a code of six digits that works once, revoked when they go. */
@Injectable()
export class Devices {
  constructor(
    private readonly transactions: Transactions,
    private readonly tokens: Tokens,
    private readonly clock: WallClock,
    private readonly audit: AuditLog,
    private readonly authenticator: Authenticator,
    private readonly news: BranchNews,
    /** The dashboard's. */
    private readonly branchClock: Clock,
  ) {}

  /** Those of a branch, or of all (null); the revoked ones too. */
  async list(branchId: number | null): Promise<DevicesAnswer> {
    const rows = await this.transactions.query<ListedRow>(LIST, [branchId, new Date(this.clock.now())]);
    return { devices: rows.map(presentDevice) };
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
    const revoked = await this.transactions.run(async (tx) => {
      const device = await this.find(tx, deviceId, branchId);
      const now = new Date(this.clock.now());
      await tx.query(REVOKE, [device.id, now]);
      await tx.query(DROP_CODES, [device.id, now]);
      const newState = { kind: device.kind, name: device.name };
      await this.record(tx, device, actor, { eventType: 'DEVICE_REVOCADO', newState });
      if (device.in_trouble) await this.news.raise(device.branch_id, tx);
      return device;
    });
    this.authenticator.forget();
    if (revoked.in_trouble) await this.news.tell(revoked.branch_id);
  }

  /** What is absent stays. Throws VALIDACION_FALLIDA for a screen's printer. */
  async change(deviceId: number, branchId: number | null, change: DeviceChange, actor: Actor): Promise<DeviceView> {
    const device = await this.transactions.run(async (tx) => {
      const found = await this.find(tx, deviceId, branchId);
      const { name, printer } = found;
      const next = { name, printer, ...change };
      if (next.printer !== null && found.kind !== 'KIOSK') throw invalid({ printer: 'Solo un tótem tiene impresora' });
      await tx.query(CHANGE, [found.id, next.name, next.printer && JSON.stringify(next.printer)]);
      const states = { oldState: { name, printer }, newState: next };
      await this.record(tx, { ...found, name: next.name }, actor, { eventType: 'CONFIG_CAMBIADA', ...states });
      if (found.in_trouble) await this.news.raise(found.branch_id, tx);
      return found;
    });
    this.authenticator.forget(); // the log names a device by its name
    if (device.in_trouble) await this.news.tell(device.branch_id);
    const [listed] = await this.transactions.query<ListedRow>(LIST_ONE, [deviceId, new Date(this.clock.now())]);
    if (!listed) throw new ProblemError('RECURSO_NO_ENCONTRADO');
    return presentDevice(listed);
  }

  /** By the device itself. Supervisors are told of a screen that may not sound, and when it may again. */
  async reportSound(deviceId: number, sound: SoundState): Promise<void> {
    const values = [deviceId, sound, new Date(this.branchClock.now())];
    const [branch] = await this.transactions.query<{ id: number }>(REPORT_SOUND, values);
    if (branch) await this.news.tell(branch.id);
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
    event: Pick<LoggedEvent, 'eventType' | 'oldState' | 'newState'>,
  ): Promise<void> {
    const entity = { entityType: 'DEVICE', entityId: String(device.id), entityIdentifier: device.name } as const;
    await this.audit.record(device.branch_id, actor, { ...entity, ...event }, tx);
  }
}

const iso = (at: Date | null): string | null => at && at.toISOString();

function presentDevice(row: ListedRow): DeviceView {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    branchOffice: row.code,
    pairedAt: iso(row.paired_at),
    lastSeenAt: iso(row.last_seen_at),
    revokedAt: iso(row.revoked_at),
    pairing: row.pairing_until && { expiresAt: row.pairing_until.toISOString() },
    sound: row.sound,
    printer: row.printer,
    lastPrint: row.last_print && row.last_print_at && { result: row.last_print, at: row.last_print_at.toISOString() },
  };
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
