import { startApp, type TestApp } from './support/app.js';
import { newPerson, pairDevice, type TestClient } from './support/client.js';

describe('issuing a ticket', () => {
  let test: TestApp;
  let kiosk: TestClient;

  beforeAll(async () => {
    test = await startApp();
    kiosk = await pairDevice(test.url, 'KIOSK');
  });
  afterAll(() => test.close());

  it('R2: numbers of a queue are dense and start at 01', async () => {
    for (const numero of ['C01', 'C02', 'C03']) {
      const answer = await kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
      expect(answer.status).toBe(201);
      expect(answer.body.numero).toBe(numero);
    }
  });
});
