import type { PrinterSetup, PrintResult, SoundState } from './devices.js';
import type { IsoTime } from './http.js';
import type { DeviceKind, QueueType, Role } from './words.js';

/** One sign-in that is still open. */
export interface SessionView {
  id: string;
  /** The one that asks. */
  current: boolean;
  startedAt: IsoTime;
  /** When it was last renewed: an open page does so every twelve minutes. */
  lastUsedAt: IsoTime;
  ipAddress: string | null;
  userAgent: string | null;
}

export interface SessionsAnswer {
  sessions: SessionView[];
}

/** The first ADMIN of a new installation, by the link that the server printed. */
export interface SetupRequest {
  token: string;
  email: string;
  name: string;
  password: string;
}

/** A person who signs in, as an ADMIN manages them. */
export interface UserView {
  id: number;
  email: string;
  name: string;
  role: Role;
  /** Null: the whole bank. */
  branchOffice: string | null;
  branchName: string | null;
  active: boolean;
  mustChangePassword: boolean;
  /** The desk they work at in their branch; null when they never had one there. */
  advisor: { id: number; queueTypes: QueueType[]; active: boolean } | null;
  createdAt: IsoTime;
}

export interface CreateUserRequest {
  email: string;
  name: string;
  role: Role;
  /** Null: the whole bank. Absent: the caller's own branch. */
  branchOffice?: string | null;
}

/** What is absent stays. */
export interface ChangeUserRequest {
  name?: string;
  role?: Role;
  /** Null: the whole bank. */
  branchOffice?: string | null;
  active?: boolean;
}

export interface UserCreated {
  user: UserView;
  /** Shown this once; it has to be changed at the first sign-in. */
  temporaryPassword: string;
}

export interface PasswordReset {
  /** Shown this once; it has to be changed at the next sign-in. */
  temporaryPassword: string;
}

export interface RoleView {
  name: Role;
  permissions: string[];
}

export interface RolesAnswer {
  roles: RoleView[];
  /** Every permission there is. */
  permissions: string[];
}

/** An advisor as an ADMIN manages them; what they do at this moment is AdvisorView. */
export interface AdvisorAccount {
  id: number;
  userId: number | null;
  email: string;
  name: string;
  branchOffice: string;
  queueTypes: QueueType[];
  active: boolean;
}

export interface CreateAdvisorRequest {
  email: string;
  name: string;
  queueTypes: QueueType[];
  branchOffice?: string;
}

/** What is absent stays. */
export interface ChangeAdvisorRequest {
  name?: string;
  queueTypes?: QueueType[];
  active?: boolean;
}

export interface AdvisorCreated {
  advisor: AdvisorAccount;
  /** Of the user that was made; null when the person signs in already. Shown this once. */
  temporaryPassword: string | null;
}

export interface DeviceView {
  id: number;
  kind: DeviceKind;
  name: string;
  branchOffice: string;
  pairedAt: IsoTime | null;
  /** Right to the minute while it is connected. */
  lastSeenAt: IsoTime | null;
  revokedAt: IsoTime | null;
  /** A code that is waiting to be typed. */
  pairing: { expiresAt: IsoTime } | null;
  /** As the device itself reported it last. */
  sound: SoundState | null;
  /** Kiosks only. */
  printer: PrinterSetup | null;
  /** What became of the last slip or test page. */
  lastPrint: { result: PrintResult; at: IsoTime } | null;
}

export interface DevicesAnswer {
  devices: DeviceView[];
}

/** What the guards ask for. A role is a list of these, in the table `role`. */
export const PERMISSIONS = [
  'tickets:issue',
  'tickets:lookup',
  'tickets:position',
  'tickets:read',
  'tickets:write',
  'queues:watch',
  'queues:read',
  'board:read',
  'desk:use',
  'advisors:read',
  'advisors:status',
  'dashboard:read',
  'alerts:write',
  'branch:status',
  'audit:read',
  'reports:read',
  'messages:read',
  'messages:write',
  'config:write',
  'devices:write',
  'users:write',
] as const;
export type Permission = (typeof PERMISSIONS)[number];
