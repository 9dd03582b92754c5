import { startApp, type TestApp } from '../support/app.js';
import { signIn, type TestClient } from '../support/client.js';
import { rows } from '../support/rows.js';
import { addSecondBranch } from '../support/second-branch.js';

describe('what belongs to no branch', () => {
  let test: TestApp;
  let admin: TestClient;
  beforeAll(async () => {
    test = await startApp();
    await addSecondBranch(test);
    await rows(test, "update app_user set branch_id = null where email = 'admin@banco.com'");
    admin = await signIn(test.url, 'admin');
    for (let guess = 0; guess < 3; guess++) {
      const body = { email: `nadie.${guess}@banco.com`, password: 'no es esta' };
      await admin.send('POST', '/api/auth/login', body);
    }
  });
  afterAll(() => test.close());

  const get = (path: string) => admin.send('GET', `/api/admin/audit${path}branchOffice=BANCO`);
  const types = (body: { records: { eventType: string }[] }) => body.records.map(({ eventType }) => eventType);

  it('R10: the whole bank’s people find it under BANCO, with every filter', async () => {
    const all = await get('?');
    expect(all.status).toBe(200);
    expect(types(all.body)).toEqual(['SESION_FALLIDA', 'SESION_FALLIDA', 'SESION_FALLIDA', 'SESION_INICIADA']);
    expect(all.body.total).toBe(4);
    expect(types((await get('?eventType=SESION_INICIADA&actor=admin@banco.com&')).body)).toEqual(['SESION_INICIADA']);
    expect(types((await get('?entityType=USER&entityId=0&limit=2&page=2&')).body)).toEqual(['SESION_FALLIDA']);
    expect((await get('?startDate=2020-01-01&endDate=2020-01-02&')).body.total).toBe(0);
    expect((await get('?id=999999&')).body.total).toBe(0);
  });

  it('R10: it is verified, exported and signed like a branch’s', async () => {
    expect((await get('/verify?')).body).toEqual({ branch: 'BANCO', events: 4, valid: true, firstInvalidId: null });
    expect((await get('/head?')).body).toMatchObject({ branch: 'BANCO', events: 4 });
    const file = await get('/export?');
    expect(file.status).toBe(200);
    expect(String(file.body).match(/SESION_/g)).toHaveLength(4);
  });

  it('R10: who belongs to one branch sees nothing of it', async () => {
    for (const who of ['supervisor', 'admin.norte']) {
      const person = await signIn(test.url, who);
      for (const path of ['', '/verify', '/head', '/export']) {
        const answer = await person.send('GET', `/api/admin/audit${path}?branchOffice=banco`);
        expect([who, path, answer.status]).toEqual([who, path, 403]);
      }
    }
  });
});
