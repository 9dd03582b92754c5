import type { Role, UserCreated } from '@ticketero/contract';

import { signedIn } from './api.mjs';

export interface Someone {
  /** Without the bank's domain. */
  user: string;
  name: string;
  password: string;
}

let people = 0;

/** Somebody new, whose password an administrator has read out to them. */
export async function newcomer(origin: string, role: Role = 'SUPERVISOR'): Promise<Someone> {
  const admin = await signedIn(origin, 'admin');
  people += 1;
  const user = `persona.${people}`;
  const request = { email: `${user}@banco.com`, name: `Rosa Fuentes ${people}`, role, branchOffice: 'CENTRO' };
  const made: UserCreated = await admin('POST', '/api/admin/users', request);
  return { user, name: request.name, password: made.temporaryPassword };
}

/** Somebody who has a password of their own. */
export async function colleague(origin: string, role?: Role): Promise<Someone> {
  const someone = await newcomer(origin, role);
  const send = await signedIn(origin, someone.user, someone.password);
  const password = 'cuatro caballos verdes';
  await send('POST', '/api/auth/change-password', { currentPassword: someone.password, newPassword: password });
  return { ...someone, password };
}
