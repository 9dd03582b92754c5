import { Schedules } from '../../src/schedules.js';
import { signIn } from '../support/client.js';
import { advisorRow, row, rows, setSettings, tailAudit, type Row } from '../support/rows.js';
import { openTelegramBranch, type TelegramBranch } from '../support/telegram.js';
import { assigned, FREE, freed, tells, waiting, type Command } from './told.js';

const PHONE = '+56900000001';
const MINUTE = 60_000;

describe('every job tells of what it changes, once and completely', () => {
  let branch: TelegramBranch;

  beforeEach(async () => {
    branch = await openTelegramBranch();
  });
  afterEach(() => branch.close());

  const called = async (): Promise<Row> => {
    await branch.ready('carlos.rodriguez');
    const ticket = await branch.issue();
    branch.test.clock.advance(MINUTE);
    return ticket;
  };

  const JOBS: Record<string, () => Promise<Command>> = {
    positions: async () => {
      await branch.issue();
      const promoted = {
        event: 'TICKET_PROXIMO',
        old: { status: 'EN_ESPERA' },
        new: { ...waiting, status: 'PROXIMO' },
      };
      return { act: () => branch.test.turn('positions'), told: [{ ...promoted, data: { positionInQueue: 1 } }] };
    },
    assignment: async () => {
      await branch.issue();
      // A desk that came free without anybody's command, as after a restore.
      await row(
        branch.test,
        `update advisor set status = 'AVAILABLE' where email = 'carlos.rodriguez@banco.com' returning id`,
      );
      return { act: () => branch.test.turn('assignment'), told: assigned() };
    },
    reservations: async () => {
      await called();
      const { codigoReferencia } = await branch.issue();
      const supervisor = await signIn(branch.test.url, 'supervisor');
      const { id: advisorId } = await advisorRow(branch.test, 'carlos.rodriguez');
      await supervisor.send('POST', `/api/admin/tickets/${codigoReferencia}/transfer`, { advisorId });
      branch.test.clock.advance(30 * MINUTE);
      const back = { event: 'TICKET_DEVUELTO', old: { status: 'EN_ESPERA', reservedAdvisorId: advisorId } };
      return {
        act: () => branch.test.turn('reservations'),
        told: [{ ...back, new: waiting, data: { reason: 'RESERVA_VENCIDA' } }],
      };
    },
    'no-show': async () => {
      await setSettings(branch.test, { noShowMinutes: 5 });
      await called();
      branch.test.clock.advance(4 * MINUTE);
      const gone = { event: 'TICKET_NO_ATENDIDO', old: { status: 'ATENDIENDO' }, new: { status: 'NO_ATENDIDO' } };
      return {
        act: () => branch.test.turn('no-show'),
        told: [{ ...gone, data: { reason: 'TIEMPO_CUMPLIDO' } }, freed],
      };
    },
    'close-day': async () => {
      await called();
      await branch.issue();
      await row(
        branch.test,
        `update branch set opening_hours = $1, settings = settings || '{"graceMinutes": 0}' where code = 'CENTRO' returning id`,
        [JSON.stringify({ week: { 3: [{ from: '08:00', to: '10:30' }] } })],
      );
      branch.test.clock.advance(60 * MINUTE);
      const data = { reason: 'FIN_DE_JORNADA' };
      return {
        act: () => branch.test.turn('close-day'),
        told: [
          { event: 'TICKET_NO_ATENDIDO', old: { status: 'ATENDIENDO' }, new: { status: 'NO_ATENDIDO' }, data },
          { event: 'TICKET_CANCELADO', old: { status: 'EN_ESPERA' }, new: { status: 'CANCELADO' }, data },
          freed,
          { event: 'ADVISOR_STATUS_CHANGED', old: FREE, new: { status: 'OFFLINE', reason: 'FIN_DE_JORNADA' } },
          { event: 'JORNADA_CERRADA', data: { cancelled: 1, ended: 1 } },
        ],
      };
    },
    alerts: async () => {
      await branch.issue();
      const data = { alertType: 'SIN_ASESORES', severity: 'CRITICAL', waiting: 1 };
      return { act: () => branch.test.turn('alerts'), told: [{ event: 'ALERTA_LEVANTADA', data }] };
    },
    messages: async () => {
      const ticket = await branch.issue();
      const person = branch.person();
      person.start(ticket['codigoReferencia'].replaceAll('-', ''));
      await branch.listen();
      const sent = {
        event: 'MENSAJE_ENVIADO',
        old: { estadoEnvio: 'PENDIENTE' },
        new: { estadoEnvio: 'ENVIADO', intentos: 0 },
      };
      return { act: () => branch.deliver(), told: [{ ...sent, data: { plantilla: 'totem_ticket_creado' } }] };
    },
    'telegram-updates': async () => {
      const ticket = await branch.issue('CAJA', { telefono: PHONE });
      const person = branch.person(PHONE.slice(1));
      person.start();
      await branch.listen();
      person.shareContact();
      return {
        act: () => branch.listen(),
        told: [
          { event: 'TELEGRAM_VINCULADO', by: 'CLIENTE', old: { phoneLinked: false }, new: { phoneLinked: true } },
          { event: 'TELEGRAM_VINCULADO', by: 'CLIENTE', new: { ...waiting, ...{ status: ticket['status'] } } },
        ],
      };
    },
    partitions: async () => ({
      act: () => branch.test.turn('partitions'),
      told: 'room for rows, and none of them changed',
    }),
    retention: async () => {
      await branch.issue();
      branch.test.clock.advance(97 * 24 * 60 * MINUTE);
      await branch.test.turn('positions');
      // Months of messages, which leave much earlier, are told of in the bank's chain: retention.spec.ts.
      const retire = 'select * from retire_month($1, 1, true, $2)';
      while ((await rows(branch.test, retire, [new Date(branch.test.clock.now()), []])).length > 0);
      const erased = { event: 'RETENCION_APLICADA', data: { tickets: 1, before: '2026-11-25' } };
      return { act: () => branch.test.turn('retention'), told: [erased] };
    },
    'roll-ups': async () => {
      await branch.issue();
      branch.test.clock.advance(24 * 60 * MINUTE);
      await branch.test.turn('positions');
      return { act: () => branch.test.turn('roll-ups'), told: 'sums of a day that is over' };
    },
    'idempotency-keys': async () => ({ act: async () => {}, told: 'keys of requests that nobody repeats any more' }),
    'alerts-forget': async () => ({
      act: () => branch.test.turn('alerts-forget'),
      told: 'what was wrong more than a year ago',
    }),
    archiver: async () => ({ act: () => branch.test.turn('archiver'), told: 'it only looks' }),
    hints: async () => ({ act: () => branch.test.turn('hints'), told: 'it only looks' }),
    'alert-notices': async () => ({
      act: () => branch.test.turn('alert-notices'),
      told: 'the alert itself was told of when it was raised',
    }),
    slips: async () => ({ act: () => branch.test.turn('slips'), told: 'what slips of other days said' }),
    'telegram-probe': async () => ({ act: () => branch.test.turn('telegram-probe'), told: 'it only asks' }),
  };

  it.each(Object.keys(JOBS))('R10: %s', async (name) => tells(branch.test, await JOBS[name]!()));

  it('R10: an alert that is over says so, with what it was about', async () => {
    const { id } = await called().then(() => advisorRow(branch.test, 'carlos.rodriguez'));
    branch.test.clock.advance(20 * MINUTE);
    await branch.test.turn('alerts');
    await row(branch.test, `update ticket set assigned_at = $1 returning id`, [new Date(branch.test.clock.now())]);
    await branch.test.turn('alerts');
    branch.test.clock.advance(10_000);
    const events = await tailAudit(branch.test);
    await branch.test.turn('alerts');
    expect(await events()).toEqual([
      expect.objectContaining({
        event_type: 'ALERTA_DESPEJADA',
        actor: 'SISTEMA',
        entity_type: 'ADVISOR',
        entity_id: String(id),
        entity_identifier: 'Carlos Rodríguez',
        additional_data: expect.objectContaining({ alertType: 'ASESOR_INACTIVO', numero: 'C01', servingMinutes: 21 }),
      }),
    ]);
  });

  it('R10: a chat that is no more: its phone and its ticket are told of, and neither number', async () => {
    const ticket = await branch.issue('CAJA', { telefono: PHONE });
    const person = branch.person(PHONE.slice(1));
    person.start();
    await branch.listen();
    person.shareContact();
    await branch.listen();
    branch.api.on(() => ({ status: 403, description: 'Forbidden: bot was blocked by the user' }));
    const events = await tailAudit(branch.test);
    await branch.deliver();
    const all = await events();
    expect(all.map((event) => [event['event_type'], event['entity_type'], event['actor']])).toEqual([
      ['MENSAJE_FALLIDO', 'MENSAJE', 'SISTEMA'],
      ['TELEGRAM_DESVINCULADO', 'SISTEMA', 'SISTEMA'],
      ['TELEGRAM_DESVINCULADO', 'TICKET', 'SISTEMA'],
    ]);
    expect(all[1]).toMatchObject({ old_state: { phoneLinked: true }, new_state: { phoneLinked: false } });
    expect(all[2]).toMatchObject({ entity_identifier: ticket['numero'] });
    expect(JSON.stringify(all)).not.toMatch(new RegExp(`${PHONE.slice(3)}|${person.chatId}`));
  });

  it('R10: no job without a line in this table', () => {
    const jobs = branch.test.app.get(Schedules).jobs.map(({ name }) => name);
    expect(Object.keys(JOBS).sort()).toEqual(jobs.sort());
  });
});
