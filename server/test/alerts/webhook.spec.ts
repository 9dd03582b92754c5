import { createHmac } from 'node:crypto';

import { NoticeSender } from '../../src/alerts/index.js';
import { ManualClock } from '../../src/platform/clock.js';
import type { WebhookConfig } from '../../src/platform/webhook-config.js';
import { START, startApp } from '../support/app.js';
import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { rows, row, type Row } from '../support/rows.js';
import { Receiver, type Fault } from './receiver.js';

const SECRET = 'un secreto que solo saben los dos lados';
const SECOND = 1_000;

describe('alerts are told to a webhook', () => {
  let receiver: Receiver;
  let branch: TestBranch;
  let wall: ManualClock;
  let config: { alertWebhook: WebhookConfig };

  const open = async (more: Partial<WebhookConfig> = {}): Promise<void> => {
    wall = new ManualClock(START);
    // Where somebody answers, a busy machine must not look like one who does not.
    const usual = { url: receiver.url, secret: SECRET, privateAddresses: true, callLimitMs: 30_000 };
    config = { alertWebhook: { ...usual, ...more } };
    branch = await openBranch(undefined, { config, wallClock: wall });
  };
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(async () => {
    await branch.test.close();
    await receiver.stop();
  });

  const look = () => branch.test.turn('alerts');
  const deliver = async (): Promise<void> => {
    await branch.test.turn('alert-notices');
    await branch.test.app.get(NoticeSender).idle();
  };
  const raise = async (): Promise<void> => {
    await branch.issue('CAJA');
    await look();
  };
  const clear = async (): Promise<void> => {
    await branch.ready('carlos.rodriguez', 1);
    await look();
  };
  const notices = (): Promise<Row[]> => rows(branch.test, 'select * from alert_notice order by id');
  const said = () => receiver.calls.map(({ body }) => JSON.parse(body));

  it('CONTRACT: its beginning and its end, signed over timestamp and body', async () => {
    await open();
    await raise();
    await deliver();
    await clear();
    await deliver();
    expect(said().map(({ id, event }) => [id, event])).toEqual([
      [expect.stringMatching(/^\d+-raised$/), 'alert.raised'],
      [expect.stringMatching(/^\d+-cleared$/), 'alert.cleared'],
    ]);
    expect(said()[0]).toEqual({
      id: expect.any(String),
      event: 'alert.raised',
      branchOffice: 'CENTRO',
      branchName: 'Sucursal Centro',
      alert: {
        id: expect.any(Number),
        type: 'SIN_ASESORES',
        severity: 'CRITICAL',
        queueType: null,
        deviceId: null,
        timestamp: new Date(START).toISOString(),
        raisedAt: new Date(START).toISOString(),
        clearedAt: null,
        message: '1 persona espera y no hay asesores conectados',
        recommendedAction: 'Conecta al menos un asesor',
        facts: { waiting: 1 },
      },
    });
    expect(said()[1].alert.clearedAt).toBe(new Date(START).toISOString());
    for (const { headers, body } of receiver.calls) {
      const timestamp = headers['x-ticketero-timestamp'];
      expect(timestamp).toBe(String(START / SECOND));
      const mac = createHmac('sha256', SECRET)
        .update(`${String(timestamp)}.${body}`)
        .digest('hex');
      expect(headers['x-ticketero-signature']).toBe(`v1=${mac}`);
      expect(headers['x-ticketero-delivery']).toBe(JSON.parse(body).id);
    }
    await deliver();
    expect(receiver.calls).toHaveLength(2);
  });

  it('R13: the name of nobody leaves the house', async () => {
    await open();
    await branch.ready('ana.martinez');
    await branch.issue('CAJA');
    branch.test.clock.advance(11 * MINUTE);
    await look();
    await deliver();
    const idle = said().find(({ alert }) => alert.type === 'ASESOR_INACTIVO');
    expect(idle.alert.message).toMatch(/^Módulo 5: disponible hace 11 min/);
    expect(idle.alert.facts).toEqual({ moduleNumber: 5, idleMinutes: 11, waiting: 1 });
    const { facts } = await row(branch.test, "select facts from alert where type = 'ASESOR_INACTIVO'");
    expect(facts.advisor).toBe('Ana Martínez');
    expect(JSON.stringify(receiver.calls)).not.toMatch(/Ana|Martínez|@banco/);
  });

  it.each<[string, Fault[], string]>([
    ['answers with an error', [500], 'HTTP_500'],
    ['refuses', [401], 'HTTP_401'],
    ['hangs up', ['hangs up'], 'SIN_CONEXION'],
    ['sends it elsewhere, where nobody goes', [{ redirect: 'http://127.0.0.1:9/' }], 'HTTP_302'],
  ])('CONTRACT: a receiver that %s is tried again, with the same delivery', async (_, faults, word) => {
    await open();
    receiver.faults.push(...faults);
    await raise();
    await deliver();
    expect((await notices())[0]).toMatchObject({ attempts: 1, error: word, sent_at: null, failed_at: null });
    await deliver();
    expect(receiver.calls).toHaveLength(1); // not before its time
    wall.advance(5 * SECOND);
    await deliver();
    expect(receiver.calls).toHaveLength(2);
    const [first, second] = receiver.calls;
    expect(second?.body).toBe(first?.body);
    expect(second?.headers['x-ticketero-delivery']).toBe(first?.headers['x-ticketero-delivery']);
    expect((await notices())[0]).toMatchObject({ error: null, sent_at: new Date(wall.now()) });
  });

  it('CONTRACT: one that does not answer costs its limit, and nobody waits for it', async () => {
    await open({ callLimitMs: 150 });
    receiver.faults.push('hangs');
    await raise();
    await branch.test.turn('alert-notices'); // it returns while the call goes on
    expect((await branch.issue('CAJA')).numero).toBe('C02');
    await branch.test.app.get(NoticeSender).idle();
    expect((await notices())[0]).toMatchObject({ attempts: 1, error: 'SIN_RESPUESTA' });
  });

  it('CONTRACT: pauses grow, then it is given up; the end waits for the beginning, and is told all the same', async () => {
    await open();
    receiver.faults.push(...Array.from({ length: 6 }, () => 503));
    await raise();
    await clear();
    const at: number[] = [];
    for (let tries = 0; tries < 6; tries++) {
      await deliver();
      at.push((wall.now() - START) / SECOND);
      const [beginning] = await notices();
      if (beginning?.['failed_at'] === null) wall.set(beginning['due_at'].getTime());
    }
    expect(at).toEqual([0, 5, 35, 155, 755, 2_555]);
    expect((await notices())[0]).toMatchObject({ attempts: 6, error: 'HTTP_503', failed_at: new Date(wall.now()) });
    expect(said().every(({ event }) => event === 'alert.raised')).toBe(true);
    await deliver();
    expect(said().at(-1).event).toBe('alert.cleared');
  });

  it('CONTRACT: an address inside the house is not called, unless that is allowed', async () => {
    await open({ privateAddresses: false });
    await raise();
    await deliver();
    expect(receiver.calls).toEqual([]);
    expect((await notices())[0]).toMatchObject({ error: 'DIRECCION_PROHIBIDA' });
  });

  it('CONTRACT: nor a name that leads inside', async () => {
    await open({ privateAddresses: false, url: receiver.url.replace('127.0.0.1', 'localhost') });
    await raise();
    await deliver();
    expect(receiver.calls).toEqual([]);
    expect((await notices())[0]).toMatchObject({ error: 'DIRECCION_PROHIBIDA' });
  });

  it('R11: two servers tell it once', async () => {
    await open();
    const other = await startApp({ config, database: branch.test.database, clock: branch.test.clock, wallClock: wall });
    try {
      await raise();
      const senders = [branch.test, other].map(({ app }) => app.get(NoticeSender));
      await Promise.all([...senders, ...senders].map((sender) => sender.turn()));
      await Promise.all(senders.map((sender) => sender.idle()));
      expect(receiver.calls).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  it('CONTRACT: killed while it sent, it is sent once more, as the same delivery', async () => {
    await open();
    await raise();
    await deliver();
    await rows(branch.test, 'update alert_notice set sent_at = null, locked_until = $1', [
      new Date(wall.now() + 30_000),
    ]);
    await deliver();
    expect(receiver.calls).toHaveLength(1);
    wall.advance(30 * SECOND);
    await deliver();
    expect(said().map(({ id }) => id)).toEqual([said()[0].id, said()[0].id]);
  });
});
