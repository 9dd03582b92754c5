/** Who is behind a command, for the audit log (R10): never a token or an id of a customer. */
export interface Actor {
  /** An e-mail, `KIOSK:<device>`, `CLIENTE` or `SISTEMA`. */
  name: string;
  ip: string | null;
  userAgent: string | null;
}

export const SYSTEM: Actor = { name: 'SISTEMA', ip: null, userAgent: null };
