import type { DeviceKind, PrinterSetup, PrintResult, SoundState } from '@ticketero/contract';

import type { Statement } from '../platform/database/transactions.js';

export const INSERT_DEVICE: Statement = {
  name: 'device-insert-1',
  text: 'insert into device (branch_id, kind, name, created_at) values ($1, $2, $3, $4) returning id',
};
export const DEVICE: Statement = {
  name: 'device-get-2',
  text: `select d.id, d.kind, d.name, d.branch_id, d.revoked_at, d.printer,
      d.print_trouble is not null or coalesce(d.sound = 'BLOCKED', false) as in_trouble,
      b.code, b.name as branch_name, b.time_zone, b.module_count
    from device d join branch b on b.id = d.branch_id where d.id = $1 for update of d`,
};
export const DROP_CODES: Statement = {
  name: 'device-drop-codes-1',
  text: 'delete from pairing_code where device_id = $1 or expires_at < $2',
};
export const INSERT_CODE: Statement = {
  name: 'device-insert-code-1',
  text: `insert into pairing_code (code_hash, device_id, expires_at, created_at) values ($1, $2, $3, $4)
    on conflict do nothing returning device_id`,
};
export const TAKE_CODE: Statement = {
  name: 'device-take-code-1',
  text: `update pairing_code set used_at = $2 where code_hash = $1 and used_at is null and expires_at > $2
    returning device_id`,
};
export const SET_TOKEN: Statement = {
  name: 'device-set-token-1',
  text: 'update device set token_hash = $2, paired_at = $3 where id = $1',
};
/** Another printer, or none, has nothing to be mended yet. */
export const CHANGE: Statement = {
  name: 'device-change-1',
  text: `update device set name = $2, printer = $3::jsonb,
      print_trouble = case when printer = $3::jsonb then print_trouble end,
      print_trouble_since = case when printer = $3::jsonb then print_trouble_since end
    where id = $1`,
};
/** What it is now, if that is something new; the branch's revision moves with what supervisors are told of. Nothing is
 *  written where nothing has changed. $1 the device, $2 its sound, $3 now. */
export const REPORT_SOUND: Statement = {
  name: 'device-sound-1',
  text: `with before as (
      select id, sound from device where id = $1 and sound is distinct from $2 for no key update),
    after as (
      update device d set sound = $2, sound_since = $3 from before b where d.id = b.id
      returning d.branch_id, d.kind, b.sound as was)
    update branch set revision = revision + 1 from after
    where branch.id = after.branch_id and after.kind = 'DISPLAY' and 'BLOCKED' in ($2, after.was)
    returning branch.id`,
};
export const REVOKE: Statement = {
  name: 'device-revoke-1',
  text: 'update device set revoked_at = $2, token_hash = null where id = $1',
};

const LISTED = `select d.id, d.kind, d.name, b.code, d.paired_at, d.last_seen_at, d.revoked_at, d.sound, d.printer,
      d.last_print, d.last_print_at, (
      select max(c.expires_at) from pairing_code c
      where c.device_id = d.id and c.used_at is null and c.expires_at > $2) as pairing_until
    from device d join branch b on b.id = d.branch_id`;

/** $1 a branch, or null for all; $2 now. */
export const LIST: Statement = {
  name: 'device-list-2',
  text: `${LISTED}
    where $1::bigint is null or d.branch_id = $1
    order by b.code, d.kind, d.name, d.id`,
};
/** $1 the device; $2 now. */
export const LIST_ONE: Statement = { name: 'device-list-one-1', text: `${LISTED} where d.id = $1` };

export interface ListedRow {
  id: number;
  kind: DeviceKind;
  name: string;
  code: string;
  paired_at: Date | null;
  last_seen_at: Date | null;
  revoked_at: Date | null;
  pairing_until: Date | null;
  sound: SoundState | null;
  printer: PrinterSetup | null;
  last_print: PrintResult | null;
  last_print_at: Date | null;
}

export interface DeviceRow {
  id: number;
  kind: DeviceKind;
  name: string;
  branch_id: number;
  revoked_at: Date | null;
  printer: PrinterSetup | null;
  /** Supervisors may be looking at an alert about it. */
  in_trouble: boolean;
  code: string;
  branch_name: string;
  time_zone: string;
  module_count: number;
}
