/** Who is behind a command, for the audit log (R10): never a token or an id of a customer. */
export interface Actor {
  /** An e-mail, `KIOSK:<device>`, `CLIENTE` or `SISTEMA`. */
  name: string;
  ip: string | null;
  userAgent: string | null;
}

export const SYSTEM: Actor = { name: 'SISTEMA', ip: null, userAgent: null };

/** Jobs and the bot come one at a time, and nobody would ask again for them: they are never refused for their number. */
export const isFromOutside = ({ ip }: Actor): boolean => ip !== null;

/** Whoever is signed in; not a kiosk, and not a customer on their own telephone. */
export const isAtDesk = ({ name }: Actor): boolean => name !== 'CLIENTE' && !name.startsWith('KIOSK:');
