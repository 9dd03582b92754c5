/** The metadata by which a route is open to everybody; see identity/guard.ts. */
export const ACCESS_KEY = 'ticketero:access';
export const PUBLIC_ACCESS = [ACCESS_KEY, 'public'] as const;
