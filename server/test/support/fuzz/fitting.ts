import * as fc from 'fast-check';

/** The file of a branch without queues. */
const FILE = {
  ...{ ticketero: 1, code: 'FUZZ-1', name: 'Sucursal FUZZ-1', timeZone: 'America/Lima', moduleCount: 5 },
  ...{ openingHours: null, holidays: [], settings: {}, texts: {}, queues: [] },
};

/** By the name of the field: what the server takes there. */
export const FITTING: Record<string, fc.Arbitrary<unknown>> = {
  nationalId: fc.integer({ min: 10_000_000, max: 99_999_999 }).map((digits) => `${digits}-K`),
  telefono: fc.constant('+56912345678'),
  branchOffice: fc.constant('CENTRO'),
  queueType: fc.constantFrom('CAJA', 'EMPRESAS'),
  moduleNumber: fc.integer({ min: 1, max: 5 }),
  prefix: fc.constantFrom('X', 'Y'),
  email: fc.nat().map((n) => `persona.${n}@banco.com`),
  queueTypes: fc.constant(['CAJA']),
  permissions: fc.constant(['board:read']),
  changes: fc.constantFrom([], [{ kind: 'POLICY', policy: 'fifo' }]),
  code: fc.nat().map((n) => `F${n}`),
  // Shorter than a document: what looks like one is masked, and all names would be the same.
  name: fc.noBias(fc.nat(999_999)).map((n) => `Nombre ${n}`),
  timeZone: fc.constant('America/Lima'),
  openingHours: fc.constant(null),
  holidays: fc.constant([{ date: '2026-12-25', name: 'Navidad', spans: [] }]),
  settings: fc.constant({ recallMax: 2 }),
  alerts: fc.constant({ idleMinutes: 2, telegramFrom: 'WARNING' }),
  texts: fc.constant({ notices: [{ es: 'Hola' }] }),
  file: fc.constant(FILE),
};
