import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type TestClient } from '../support/client.js';
import { refusedWhole } from '../support/rows.js';

const CENTRO = '/api/admin/branches/CENTRO';
const day = (from: string, to: string) => [{ from, to }];

describe('what a branch cannot be', () => {
  let branch: TestBranch;
  let admin: TestClient;

  beforeAll(async () => {
    branch = await openBranch();
    admin = await signIn(branch.test.url, 'admin');
  });
  afterAll(() => branch.test.close());

  it.each<[string, object, string]>([
    ['a code is not a field', { code: 'SUR' }, 'code'],
    ['no name', { name: '  ' }, 'name'],
    ['no modules', { moduleCount: 0 }, 'moduleCount'],
    ['too many modules', { moduleCount: 100 }, 'moduleCount'],
    ['no such zone', { timeZone: 'America/Nadaville' }, 'timeZone'],
    ['an offset', { timeZone: '-03:00' }, 'timeZone'],
    ['a zone that only the database knows', { timeZone: 'posixrules' }, 'timeZone'],
    ['an unknown setting', { settings: { colour: 'blue' } }, 'settings.colour'],
    ['no such policy', { settings: { dispatchPolicy: 'lifo' } }, 'settings.dispatchPolicy'],
    ['a share above one', { settings: { guardRatio: 1.5 } }, 'settings.guardRatio'],
    ['a setting that is null', { settings: { recallMax: null } }, 'settings.recallMax'],
    ['a no-show at once', { settings: { noShowMinutes: 0 } }, 'settings.noShowMinutes'],
    ['no language', { settings: { languages: [] } }, 'settings.languages'],
    ['a language that nobody wrote', { settings: { languages: ['es', 'fr'] } }, 'settings.languages'],
    ['a language twice', { settings: { languages: ['es', 'es'] } }, 'settings.languages'],
    ['to begin in what is not offered', { settings: { languages: ['en'] } }, 'settings.language'],
    ['a threshold below its limit', { alerts: { silentMinutes: 1 } }, 'alerts.silentMinutes'],
    ['a threshold above its limit', { alerts: { coveragePercent: 100 } }, 'alerts.coveragePercent'],
    ['half a minute', { alerts: { idleMinutes: 1.5 } }, 'alerts.idleMinutes'],
    ['a threshold that is a text', { alerts: { failedLeast: '5' } }, 'alerts.failedLeast'],
    ['a threshold that is null', { alerts: { longServiceTimes: null } }, 'alerts.longServiceTimes'],
    ['no such severity', { alerts: { telegramFrom: 'GRAVE' } }, 'alerts.telegramFrom'],
    ['an unknown threshold', { alerts: { holds: {} } }, 'alerts.holds'],
    ['thresholds that are null', { alerts: null }, 'alerts'],
    ['an hour that is none', { openingHours: { '1': day('9:00', '14:00') } }, 'openingHours.1.0.from'],
    ['after midnight', { openingHours: { '1': day('09:00', '25:00') } }, 'openingHours.1.0.to'],
    ['backwards', { openingHours: { '1': day('14:00', '09:00') } }, 'openingHours.1'],
    [
      'two that cross',
      { openingHours: { '2': [...day('09:00', '14:00'), ...day('13:59', '18:00')] } },
      'openingHours.2',
    ],
    ['an eighth weekday', { openingHours: { '7': [] } }, 'openingHours.7'],
    ['hours that are a list', { openingHours: [] }, 'openingHours'],
    ['a span that is a text', { openingHours: { '1': ['09:00'] } }, 'openingHours.1'],
    ['no such day', { holidays: [{ date: '2026-02-30', name: 'x', spans: [] }] }, 'holidays.0.date'],
    ['no name for it', { holidays: [{ date: '2026-12-25', name: ' ', spans: [] }] }, 'holidays.0.name'],
    [
      'a day twice',
      { holidays: ['Uno', 'Dos'].map((name) => ({ date: '2026-12-25', name, spans: [] })) },
      'holidays.1.date',
    ],
    ['a text that is too long', { texts: { closed: { es: 'x'.repeat(201) } } }, 'texts.closed.es'],
    ['a language of texts', { texts: { closed: { fr: 'fermé' } } }, 'texts.closed.fr'],
    ['notices that are null', { texts: { notices: null } }, 'texts.notices'],
  ])('R14: %s is refused by its field, and nothing of the rest is done', async (_, body, field) => {
    const send = () => admin.send('PUT', CENTRO, { settings: { undoSeconds: 42 }, ...body });
    const [status, error] = await refusedWhole(branch.test, ['branch', 'audit_log'], send);
    expect([status, error]).toEqual([400, 'VALIDACION_FALLIDA']);
    expect(Object.keys((await send()).body.campos)).toContain(field);
  });
});
