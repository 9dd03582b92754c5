import type { Ticket } from '@ticketero/core';

import { BranchReader, TICKET_JSON } from '../../src/branches/index.js';
import { MINUTE, openBranch, PHONE, type TestBranch } from '../support/branch.js';
import { row, rows } from '../support/rows.js';

/** Who waits is loaded in columns, the others as objects: nobody can tell which. */
let branch: TestBranch;
beforeAll(async () => {
  branch = await openBranch();
});
afterAll(() => branch.test.close());

const byId = (one: Ticket, other: Ticket): number => one.id - other.id;

it('R8: a ticket in columns is the ticket as an object, field by field', async () => {
  const { test } = branch;
  const carlos = await branch.ready('carlos.rodriguez', 1);
  for (let i = 0; i < 10; i++) {
    test.clock.advance(MINUTE + 7);
    await branch.issue('CAJA', i % 2 ? { telefono: PHONE, preferential: true } : { language: 'en' });
  }
  await branch.issue('EMPRESAS');
  const call = () => carlos.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' });
  await call();
  expect((await carlos.send('POST', '/api/advisor/current/no-show')).status).toBe(200);
  const { body: called } = await call();
  const over = { queueType: 'GERENCIA', note: 'trae la carpeta' };
  expect((await carlos.send('POST', '/api/advisor/current/transfer', over)).status).toBe(200);
  test.clock.advance(MINUTE);
  await test.turn('positions');
  expect(called.current).not.toBeNull();

  const { id } = await row(test, "select id from branch where code = 'CENTRO'");
  const { state } = await test.app.get(BranchReader).load(Number(id));
  const objects = await rows(
    test,
    `select ${TICKET_JSON} as ticket from ticket t where status in ('EN_ESPERA', 'PROXIMO', 'ATENDIENDO')`,
  );
  const expected = objects.map(({ ticket }) => ticket as Ticket).sort(byId);
  expect([...state.tickets].sort(byId)).toEqual(expected);
  const told = expected.filter(({ promise }) => promise !== null);
  expect(expected.length).toBeGreaterThan(5);
  expect(told.length).toBeGreaterThan(3);
  expect(expected.some(({ transferNote }) => transferNote !== null)).toBe(true);
});
