import type { DeviceKind, Permission, Role } from '@ticketero/contract';

import type { Actor } from '../platform/actor.js';

/** Of these, what a screen or a kiosk can be given: they hang in a hall where nobody watches them. */
export const DEVICE_PERMISSIONS: readonly Permission[] = [
  'tickets:issue',
  'tickets:lookup',
  'tickets:position',
  'queues:watch',
  'board:read',
];

interface Caller {
  permissions: ReadonlySet<string>;
  /** Null: the whole bank. */
  branchId: number | null;
  /** Whose counter of requests it is: two kiosks may have the same name. */
  key: string;
  /** The name in the audit log (R10). */
  actor: string;
  /** What their sockets are watched by: see SocketWatch. */
  holder: Holder;
}

/** Which session or device token somebody came with, and what it was good for. */
export interface Holder {
  kind: 'person' | 'device';
  /** The session's id, or the hash of the device's token in hexadecimal. */
  credential: string;
  /** Branch, role, permissions, advisor: when one of them changes, so does this. */
  stamp: string;
}

export interface Person extends Caller {
  kind: 'person';
  userId: number;
  name: string;
  email: string;
  role: Role;
  advisorId: number | null;
  sessionId: string;
  /** Nothing but a new password is taken from them. */
  mustChangePassword: boolean;
}

export interface Device extends Caller {
  kind: 'device';
  deviceId: number;
  deviceKind: DeviceKind;
  branchId: number;
}

export type Principal = Person | Device;

/** The caller of a request as the audit log names it. */
export function actorOf(principal: Principal | null, request: RequestFacts): Actor {
  return {
    name: principal?.actor ?? 'CLIENTE',
    ip: request.ip.slice(0, 45),
    userAgent: request.headers['user-agent']?.slice(0, 500) ?? null,
  };
}

export interface RequestFacts {
  ip: string;
  headers: { 'user-agent'?: string | undefined };
}
