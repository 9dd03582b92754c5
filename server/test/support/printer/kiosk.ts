import type { TestApp } from '../app.js';
import { client, newPerson, signIn, type TestClient } from '../client.js';
import type { Row } from '../rows.js';
import { TestPrinter } from './printer.js';

/** A kiosk of the demo branch with a printer of its own, or none. */
export interface PrintingKiosk extends TestClient {
  id: number;
  issue(): Promise<Row>;
  print(ticket: Row): Promise<string>;
}

export async function printingKiosk(test: TestApp, printer: Pick<TestPrinter, 'setup'> | null): Promise<PrintingKiosk> {
  const admin = await signIn(test.url, 'admin');
  const body = { kind: 'KIOSK', name: `Tótem ${newPerson()}`, branchOffice: 'CENTRO' };
  const { id, pairingCode } = (await admin.send('POST', '/api/admin/devices', body)).body;
  if (printer) await admin.send('PUT', `/api/admin/devices/${id}`, { printer: printer.setup });
  const paired = await client(test.url).send('POST', '/api/devices/pair', { pairingCode });
  const kiosk = client(test.url, paired.body.deviceToken);
  return {
    ...kiosk,
    id,
    issue: async () =>
      (await kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' })).body as Row,
    print: async ({ codigoReferencia }) => {
      const { status, body: answer } = await kiosk.send('POST', `/api/tickets/${codigoReferencia}/print`);
      if (status !== 200) throw new Error(`print: ${status} ${answer.error}`);
      return answer.result as string;
    },
  };
}
