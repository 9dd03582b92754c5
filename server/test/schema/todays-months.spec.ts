import { Client, type QueryConfig } from 'pg';

import { newPerson, pairDevice, signIn, type Answer } from '../support/client.js';
import { rows } from '../support/rows.js';
import { openTelegramBranch, type TelegramBranch } from '../support/telegram.js';

interface Sent {
  name?: string;
  text: string;
  values?: unknown[];
}

const PAST = ['202511', '202512', '202601', '202605', '202609', '202610'];

/** The months that a transaction has looked into, in whatever way. */
const TOUCHED = `select relname as name from pg_stat_xact_user_tables
  where relname ~ '^(ticket|mensaje|audit_log)_' and coalesce(seq_scan, 0) + coalesce(idx_scan, 0) > 0 order by 1`;

describe('what is behind today costs nothing', () => {
  let branch: TelegramBranch;
  let sent: Sent[] | null = null;
  let reference: string;
  let numero: string;

  beforeAll(async () => {
    branch = await openTelegramBranch(); // a Wednesday in the middle of November 2026
    for (const month of PAST) {
      await rows(branch.test, `select ensure_month_partitions('${month.slice(0, 4)}-${month.slice(4)}-01')`);
    }
    const original = Client.prototype.query as (...args: unknown[]) => unknown;
    jest.spyOn(Client.prototype, 'query').mockImplementation(function (this: Client, ...args: unknown[]) {
      const [query] = args as [string | Sent];
      if (typeof query !== 'string' && query.name) sent?.push(query);
      return original.apply(this, args) as never;
    });
    const ticket = await branch.issue();
    reference = ticket['codigoReferencia'];
    numero = ticket['numero'];
    branch.person().start(reference.replaceAll('-', ''));
    await branch.listen();
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await branch.close();
  });

  const good = async (answer: Promise<Answer>): Promise<void> => {
    expect((await answer).status).toBeLessThan(300);
  };
  const ready = () => branch.ready('luis.perez');
  const supervisor = () => signIn(branch.test.url, 'supervisor');

  const HOT: Record<string, () => Promise<void>> = {
    issue: () =>
      good(
        branch.kiosk.send('POST', '/api/tickets', {
          ...{ nationalId: newPerson(), queueType: 'CAJA', telefono: '+56987654321' },
        }),
      ),
    'call next, and the end of the one before': async () => {
      const luis = await ready();
      await branch.issue();
      await good(luis.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' }));
      await good(luis.send('POST', '/api/advisor/call-next', { finish: 'COMPLETADO' }));
    },
    'the desk': async () => good((await signIn(branch.test.url, 'luis.perez')).send('GET', '/api/advisor/desk')),
    'a ticket': () => good(branch.kiosk.send('GET', `/api/tickets/${reference}`)),
    'a position': () => good(branch.kiosk.send('GET', `/api/tickets/${numero}/position`)),
    'the board': async () => good((await pairDevice(branch.test.url, 'DISPLAY')).send('GET', '/api/board')),
    'the dashboard': async () => good((await supervisor()).send('GET', '/api/admin/dashboard')),
    'a cancellation': async () => {
      const { codigoReferencia } = await branch.issue();
      await good(branch.kiosk.send('DELETE', `/api/tickets/${codigoReferencia}`));
    },
    positions: async () => {
      await branch.issue();
      await branch.test.turn('positions');
    },
    assignment: () => branch.test.turn('assignment'),
    reservations: () => branch.test.turn('reservations'),
    'no-show': () => branch.test.turn('no-show'),
    alerts: () => branch.test.turn('alerts'),
    'messages, and one is sent': async () => {
      branch.test.clock.advance(60_000);
      await branch.deliver();
    },
  };

  /** Each statement once more, by a plan that knows no values, as a connection has it after some calls. */
  async function monthsOf(statements: Sent[]): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    const client = new Client({ connectionString: branch.test.database.url });
    await client.connect();
    await client.query('set plan_cache_mode = force_generic_plan');
    for (const { name, text, values } of statements) {
      await client.query('begin');
      // What it would write is there by now or gone: where it looks is asked, not what becomes of it.
      await client.query({ name, text, values } as QueryConfig).catch(() => {});
      await client.query('rollback');
      if (found[name!]) continue;
      await client.query('begin');
      const failed = await client.query({ name, text, values } as QueryConfig).then(
        () => false,
        () => true,
      );
      if (!failed) found[name!] = (await client.query<{ name: string }>(TOUCHED)).rows.map((row) => row.name);
      await client.query('rollback');
    }
    await client.end();
    return found;
  }

  it.each(Object.keys(HOT))('R12: %s', async (what) => {
    sent = [];
    await HOT[what]!();
    const statements = sent;
    sent = null;
    const months = await monthsOf(statements);
    const looked = Object.values(months).flat();
    expect(statements.length).toBeGreaterThan(0);
    const past = Object.entries(months).filter(([, touched]) => touched.some((name) => PAST.includes(name.slice(-6))));
    expect(Object.fromEntries(past)).toEqual({});
    // It looked somewhere: at a table of this month, or (the net under the assignment) at nothing while nobody is free.
    if (what !== 'assignment') expect(looked.some((name) => name.endsWith('_202611'))).toBe(true);
  });
});
