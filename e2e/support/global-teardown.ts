import { rmSync } from 'node:fs';

export default function globalTeardown(): void {
  const database = process.env['TICKETERO_DATABASE'];
  if (database) rmSync(database, { recursive: true, force: true });
}
