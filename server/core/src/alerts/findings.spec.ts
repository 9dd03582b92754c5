import { Branch, type BranchState } from '../branch/branch.js';
import { aBranch, anAdvisor, aQueue, aTicket, MINUTE, NINE_O_CLOCK } from '../testing/builders.js';
import { ALERT_TYPES, type Finding } from './alert.js';
import { FIGURE_ALERTS, findInFigures, type AlertFigures } from './of-figures.js';
import { BRANCH_ALERTS, findInBranch } from './of-the-branch.js';

const at = (patch: Partial<BranchState>, minutes = 0) => new Branch(aBranch(patch), NINE_O_CLOCK + minutes * MINUTE);
const wrongIn = (patch: Partial<BranchState>, minutes = 0) => findInBranch(at(patch, minutes));
const short = ({ type, severity, queueType, facts }: Finding) => ({ type, severity, queueType, facts });
const line = (count: number, queueType = 'CAJA') =>
  Array.from({ length: count }, (_, i) => aTicket(i + 1, { queueType }));
const ready = (id = 1, queueTypes = ['CAJA']) => anAdvisor(id, { status: 'AVAILABLE', queueTypes });

describe('what is wrong in a branch', () => {
  it('CONTRACT: nothing, where nobody waits and nobody works', () => {
    expect(wrongIn({})).toEqual([]);
    expect(wrongIn({ advisors: [ready()] }, 300)).toEqual([]);
  });

  it('R1: COLA_CRITICA from one more than the limit on', () => {
    const queues = [aQueue('CAJA', { alertWaiting: 3 })];
    expect(wrongIn({ queues, tickets: line(3), advisors: [ready()] })).toEqual([]);
    expect(wrongIn({ queues, tickets: line(4), advisors: [ready()] }).map(short)).toEqual([
      { type: 'COLA_CRITICA', severity: 'CRITICAL', queueType: 'CAJA', facts: { waiting: 4, limit: 3 } },
    ]);
  });

  it('R7: SIN_ASESORES of the branch, and of a queue that nobody on duty serves', () => {
    const since = NINE_O_CLOCK - MINUTE;
    const [nobody, ...more] = wrongIn({ tickets: line(2), noAdvisorsSince: since });
    expect(more).toEqual([]);
    expect(nobody).toMatchObject({ type: 'SIN_ASESORES', severity: 'CRITICAL', queueType: null, since });
    const elsewhere = wrongIn({ tickets: line(2, 'EMPRESAS'), advisors: [ready()] }).map(short);
    expect(elsewhere).toEqual([
      { type: 'SIN_ASESORES', severity: 'WARNING', queueType: 'EMPRESAS', facts: { waiting: 2 } },
    ]);
  });

  it('R1: ESPERA_EXCEDIDA since the target passed, of who has waited longest', () => {
    const patch = { tickets: [aTicket(2, { createdAt: NINE_O_CLOCK + MINUTE }), aTicket(1)], advisors: [ready()] };
    expect(wrongIn(patch, 20)).toEqual([]);
    const [late] = wrongIn(patch, 25);
    expect(late).toMatchObject({ type: 'ESPERA_EXCEDIDA', severity: 'WARNING', since: NINE_O_CLOCK + 20 * MINUTE });
    expect(late?.facts).toEqual({ numero: 'C01', waitedMinutes: 25, targetMinutes: 20 });
  });

  describe('ASESOR_INACTIVO', () => {
    const idle = (patch: Partial<BranchState>, minutes: number) =>
      wrongIn(patch, minutes).filter(({ type }) => type === 'ASESOR_INACTIVO');
    const waits = [aTicket(1, { queueType: 'EMPRESAS' })];

    it('CONTRACT: ready for so long while people wait for others', () => {
      const patch = { advisors: [ready()], tickets: waits };
      expect(idle(patch, 9)).toEqual([]);
      const [one] = idle(patch, 11);
      expect(one).toMatchObject({ advisorId: 1, severity: 'INFO', since: NINE_O_CLOCK, queueType: null });
      expect(one?.facts).toEqual({ advisor: 'Asesor 1', moduleNumber: 1, idleMinutes: 11, waiting: 1 });
      expect(idle({ ...patch, tickets: [] }, 60)).toEqual([]);
      expect(idle({ ...patch, settings: { alerts: { idleMinutes: 30 } } }, 20)).toEqual([]);
    });

    it('R7: who waits for one advisor alone is nobody else’s to help', () => {
      const tickets = [aTicket(1, { queueType: 'EMPRESAS', reservedAdvisorId: 2 })];
      expect(idle({ advisors: [ready()], tickets }, 60)).toEqual([]);
    });

    it('CONTRACT: one customer for three times the usual, and no less than a quarter of an hour', () => {
      const serving = (queueType: string): Partial<BranchState> => ({
        advisors: [anAdvisor(1, { status: 'BUSY' })],
        tickets: [
          aTicket(1, { queueType, status: 'ATENDIENDO', advisorId: 1, moduleNumber: 1, assignedAt: NINE_O_CLOCK }),
        ],
      });
      expect(idle(serving('EMPRESAS'), 59)).toEqual([]);
      const [one] = idle(serving('EMPRESAS'), 60);
      expect(one).toMatchObject({ severity: 'WARNING', since: NINE_O_CLOCK });
      expect(one?.facts).toMatchObject({ numero: 'E01', servingMinutes: 60, usualMinutes: 20 });
      const quick = { ...serving('CAJA'), queues: [aQueue('CAJA', { averageTimeMinutes: 2 })] };
      expect([idle(quick, 14).length, idle(quick, 15).length]).toEqual([0, 1]);
    });
  });

  it('R14: printers and sound, by device', () => {
    const about = { name: 'Tótem 1', since: NINE_O_CLOCK };
    const deviceTroubles = [
      { ...about, deviceId: 4, printer: 'SIN_PAPEL' },
      { ...about, deviceId: 5, printer: null },
    ];
    expect(wrongIn({ deviceTroubles }).map(({ type, deviceId, facts }) => [type, deviceId, facts])).toEqual([
      ['IMPRESORA', 4, { device: 'Tótem 1', printer: 'SIN_PAPEL' }],
      ['SONIDO_BLOQUEADO', 5, { device: 'Tótem 1' }],
    ]);
  });
});

describe('what is wrong in the figures', () => {
  const NONE: AlertFigures = { messages: { tried: 0, failed: 0 }, promises: [], devices: [] };
  const wrong = (figures: Partial<AlertFigures>, patch: Partial<BranchState> = {}) =>
    findInFigures(at(patch), { ...NONE, ...figures });

  it('R9: MENSAJES_FALLIDOS above a tenth, of at least ten', () => {
    expect(wrong({ messages: { tried: 9, failed: 9 } })).toEqual([]);
    expect(wrong({ messages: { tried: 20, failed: 2 } })).toEqual([]);
    expect(wrong({ messages: { tried: 20, failed: 3 } }).map(short)).toEqual([
      {
        ...{ type: 'MENSAJES_FALLIDOS', severity: 'WARNING', queueType: null },
        facts: { failed: 3, messages: 20, overMinutes: 10 },
      },
    ]);
  });

  it('R8: PROMESA_ROTA below seventy percent, of at least twenty, until the day is closed', () => {
    const promises = (compared: number, covered: number) => [{ queueType: 'CAJA', compared, covered }];
    expect(wrong({ promises: promises(19, 0) })).toEqual([]);
    expect(wrong({ promises: promises(20, 14) })).toEqual([]);
    expect(wrong({ promises: promises(20, 13) }).map(short)).toEqual([
      {
        ...{ type: 'PROMESA_ROTA', severity: 'WARNING', queueType: 'CAJA' },
        facts: { coverage: 65, compared: 20, leastCoverage: 70 },
      },
    ]);
    expect(wrong({ promises: promises(20, 0) }, { dayClosed: true })).toEqual([]);
  });

  describe('devices without a sign of life', () => {
    const devices = (minutes: number): AlertFigures['devices'] => [
      { deviceId: 1, name: 'Tótem', kind: 'KIOSK', silentMs: minutes * MINUTE },
      { deviceId: 2, name: 'Hall', kind: 'DISPLAY', silentMs: minutes * MINUTE },
    ];
    const OPEN = { week: { 1: [{ from: '08:00', to: '14:00' }] } };
    const types = (minutes: number, patch: Partial<BranchState> = {}) =>
      wrong({ devices: devices(minutes) }, patch).map(({ type, severity }) => [type, severity]);
    const BOTH = [
      ['KIOSKO_CAIDO', 'CRITICAL'],
      ['PANTALLA_CAIDA', 'WARNING'],
    ];

    it('CONTRACT: a kiosk and a screen, from five minutes on, while the branch is open', () => {
      expect(types(4)).toEqual([]);
      expect(types(5)).toEqual(BOTH);
      expect(types(5, { openingHours: OPEN })).toEqual(BOTH);
      expect(types(5, { openingHours: { week: {} } })).toEqual([]);
      expect(types(5, { status: 'CLOSED' })).toEqual([]);
      const [kiosk] = wrong({ devices: devices(6) });
      expect(kiosk).toMatchObject({ deviceId: 1, since: NINE_O_CLOCK - 6 * MINUTE });
      expect(kiosk?.facts).toEqual({ device: 'Tótem', silentMinutes: 6 });
    });

    it('CONTRACT: since yesterday: missed where opening hours say so, and otherwise switched off', () => {
      expect(types(14 * 60, { openingHours: OPEN })).toEqual(BOTH);
      expect(types(14 * 60)).toEqual([]);
    });
  });

  it('CONTRACT: every type is found either in the branch or in the figures', () => {
    expect([...BRANCH_ALERTS, ...FIGURE_ALERTS].sort()).toEqual([...ALERT_TYPES].sort());
  });
});
