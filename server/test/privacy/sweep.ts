import type { Agent } from 'node:http';

import { routesOf, type Document, type Route } from '../support/contract.js';
import { sendRaw } from '../support/wire.js';
import { IDS, PHONES, type Day } from './day.js';

/** What a path is filled with. A parameter that nobody has heard of is an id too: nothing may say it back. */
async function parameters(day: Day): Promise<Record<string, string>> {
  const [ticket] = await day.postgres.query(
    'select codigo_referencia::text as code, numero from ticket order by id limit 1',
  );
  return {
    ...{ codigoReferencia: String(ticket?.['code']), numero: String(ticket?.['numero']), nationalId: IDS.ana },
    ...{ type: 'CAJA', id: '1' },
  };
}

const filled = ({ path }: Route, values: Record<string, string>): string =>
  path.replace(/\{(.+?)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? IDS.ana));

/** Every GET of the document as every caller: as it is meant, with ids in its path, and with ids in its query. */
export async function sweepReads(day: Day, document: Document): Promise<void> {
  const values = await parameters(day);
  const marked = Object.fromEntries(Object.keys(values).map((name) => [name, IDS.ana]));
  for (const caller of Object.values(day.callers)) {
    for (const route of routesOf(document).filter(({ method }) => method === 'GET')) {
      await caller.send('GET', filled(route, values));
      await caller.send('GET', filled(route, marked));
      const names = (route.operation.parameters ?? []).filter((one) => one.in === 'query').map(({ name }) => name);
      for (const name of [...names, 'nationalId']) {
        for (const text of [IDS.ana, IDS.hugo, PHONES.ana]) {
          await caller.send('GET', `${filled(route, values)}?${name}=${encodeURIComponent(text)}`);
        }
      }
    }
  }
}

/** Every other route as a signed-in person: bodies that no route takes, with ids in them. Nothing is changed by them. */
export async function sweepWrites(day: Day, document: Document): Promise<void> {
  const marked = { nobodyAskedForThis: IDS.ana, constructor: IDS.ana };
  const named = { [IDS.ana]: { [PHONES.ana]: 1 }, [IDS.hugo]: 1, [PHONES.elena]: [] };
  const bodies: unknown[] = [
    marked,
    named,
    [IDS.ana],
    `{"nationalId": "${IDS.ana}", `,
    `"${IDS.ana}"`,
    { a: 'x'.repeat(20_000) + IDS.ana },
  ];
  for (const route of routesOf(document).filter(({ method }) => method !== 'GET')) {
    if (/logout|refresh/.test(route.path)) continue; // the caller's own session
    const path = filled(route, { codigoReferencia: IDS.ana, numero: IDS.ana, id: IDS.ana, type: IDS.ana });
    for (const who of ['nobody', 'kiosk', 'advisor', 'admin']) {
      for (const body of bodies) await day.as(who).send(route.method, path, body);
    }
  }
}

const typed = encodeURIComponent(IDS.elena);
/** Addresses with an id in them that lead nowhere, or to a page. */
const PATHS = [
  ...[`/api/tickets/${typed}`, `/api/tickets/${typed}/position`, `/api/tickets/by-rut/${typed}`, `/t/${typed}`],
  ...[
    `/api/nada/${typed}`,
    `/${typed}`,
    `/kiosk/?rut=${typed}`,
    `/kiosk/${typed}`,
    `/console/?q=${typed}`,
    `/metrics?${typed}`,
  ],
  ...[`/api/tickets/%E0%A4%A${IDS.elena}`, `/api/../${typed}`, `//${typed}`, `/api/health?${typed}`, `/demo/${typed}`],
];

/** What is typed into the wrong place, or cannot be read. */
export async function mistakes(day: Day): Promise<void> {
  const kiosk = day.as('kiosk');
  const good = { nationalId: IDS.elena, queueType: 'CAJA' };
  for (const [body, headers] of [
    [{ ...good, nationalId: `${IDS.elena}0000` }, {}],
    [{ ...good, nationalId: '' }, {}],
    [{ ...good, queueType: IDS.elena }, {}],
    [{ ...good, queueType: PHONES.elena }, {}],
    [{ ...good, telefono: IDS.elena }, {}],
    [{ ...good, telefono: PHONES.elena.slice(1) }, {}],
    [{ ...good, branchOffice: IDS.elena }, {}],
    [{ ...good, preferential: IDS.elena }, {}],
    [{ ...good, language: IDS.elena }, {}],
    [good, { 'idempotency-key': IDS.elena }],
    [good, { 'idempotency-key': PHONES.elena }],
    [good, { 'content-type': 'text/plain' }],
    [good, { 'content-type': IDS.elena }],
    [{ ...good, nationalId: IDS.fabio }, {}],
  ] as [object, Record<string, string>][]) {
    await kiosk.send('POST', '/api/tickets', body, headers);
  }
  await kiosk.send('POST', '/api/tickets', { ...good, nationalId: IDS.hugo }); // there is one: 409
  await kiosk.send('POST', '/api/tickets/by-rut', { nationalId: IDS.hugo });
  await kiosk.send('GET', `/api/tickets/by-rut/${IDS.hugo}`);
  for (const path of PATHS)
    await kiosk.send('GET', path, undefined, { referer: `http://x/${typed}`, cookie: `rut=${typed}` });
  for (const name of [IDS.elena, PHONES.elena]) {
    await day.as('nobody').send('POST', '/api/auth/login', { email: name, password: IDS.elena });
    await day.as('nobody').send('POST', '/api/devices/pair', { pairingCode: name });
  }
}

/** What no client sends by itself. */
export async function malformed(day: Day, url: string, agent: Agent): Promise<void> {
  for (const [path, body] of [
    [`/api/tickets/by-rut/${IDS.elena}`, `{"${IDS.elena}`],
    [`/api/tickets?${IDS.elena}`, `{"nationalId": ${IDS.elena}}`],
  ] as const) {
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${IDS.elena}` };
    const answer = await sendRaw(url, { method: 'POST', path, headers, body }, agent);
    day.witness.answers.push({ who: 'nobody', status: answer.status, text: answer.text });
  }
}

/** A trigger wants every partition for itself, while the server goes on with its jobs: of the two, this one tries again. */
async function alter(day: Day, sql: string, tries = 5): Promise<void> {
  await day.postgres.query(sql).catch(async (error: unknown) => {
    if (tries === 1 || (error as { code?: string }).code !== '40P01') throw error;
    await alter(day, sql, tries - 1);
  });
}

/** The database refuses what it is given, and says all that it knows of it. */
export async function complaints(day: Day): Promise<void> {
  await alter(
    day,
    `create function complain() returns trigger language plpgsql as
    $$ begin raise exception 'cannot keep %', new using detail = new::text; end $$`,
  );
  await alter(day, 'create trigger complain before insert on ticket for each row execute function complain()');
  const body = { nationalId: IDS.benito, telefono: PHONES.benito, queueType: 'GERENCIA' };
  await day.as('kiosk').send('POST', '/api/tickets', { ...body, nationalId: '31.313.131-3' });
  await alter(day, 'drop trigger complain on ticket');
  await day.postgres.query('drop function complain');
}
