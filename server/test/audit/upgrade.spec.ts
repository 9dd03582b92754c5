import { readdirSync } from 'node:fs';

import { MIGRATIONS_DIR } from '../../src/platform/database/migrate.js';
import { startApp, START } from '../support/app.js';
import { migrateInProcess } from '../support/built-server.js';
import { rows, type Row } from '../support/rows.js';
import { writeEvents } from './many-events.js';

describe('the log of an earlier version', () => {
  it('R10: its events get their advisor and are counted, and its chain stays as it is', async () => {
    const test = await startApp();
    try {
      await writeEvents(test, { count: 1_500, perDay: 100, until: START });
      const told = async (): Promise<Row[][]> => [
        await rows(test, 'select id, advisor_id, hash from audit_log order by id'),
        await rows(test, 'select * from audit_count order by 1, 2, 3, 4, 5, 6'),
      ];
      const before = await told();
      const advised = before[0]!.filter((event) => event['advisor_id'] !== null);
      expect(advised.length).toBeGreaterThan(500);
      expect(new Set(advised.map((event) => event['advisor_id'])).size).toBe(5);
      const names = readdirSync(MIGRATIONS_DIR).sort();
      const back = names.length - names.indexOf('0009_audit_search.sql');
      await migrateInProcess(test.database.url, 'down', back);
      await migrateInProcess(test.database.url);
      expect(await told()).toEqual(before);
    } finally {
      await test.close();
    }
  });
});
