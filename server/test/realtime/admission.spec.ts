import { randomUUID } from 'node:crypto';

import { NAMESPACES, type Namespace } from '@ticketero/contract';

import { openBranch, type TestBranch } from '../support/branch.js';
import { client, pairDevice, signIn } from '../support/client.js';
import { stopHearts } from '../support/gateways.js';
import { claimsOf, forgedToken } from '../support/jwt.js';
import { addSecondBranch } from '../support/second-branch.js';
import { listen, refusal, type Listener } from '../support/socket.js';

type Who = 'KIOSK' | 'DISPLAY' | 'ADVISOR' | 'SUPERVISOR' | 'ADMIN';

/** Who is let in where, by their token. `ADMIN`: bank-wide, without a branch of their own. */
const MAY: Record<Exclude<Namespace, 'ticket'>, Who[]> = {
  display: ['DISPLAY', 'ADVISOR', 'SUPERVISOR'],
  kiosk: ['KIOSK', 'ADVISOR', 'SUPERVISOR'],
  advisor: ['ADVISOR'],
  supervisor: ['SUPERVISOR', 'ADMIN'],
};
const WITH_TOKEN = Object.keys(MAY) as (keyof typeof MAY)[];

describe('who may listen', () => {
  let branch: TestBranch;
  let url: string;
  const tokens = {} as Record<Who, string>;
  const open: Listener[] = [];
  const enter = async (name: Namespace, auth: object): Promise<Listener> => {
    const listener = await listen(url, name, auth);
    open.push(listener);
    return listener;
  };

  beforeAll(async () => {
    branch = await openBranch();
    stopHearts(branch.test);
    url = branch.test.url;
    tokens.KIOSK = branch.kiosk.token;
    tokens.DISPLAY = (await pairDevice(url, 'DISPLAY')).token;
    tokens.ADVISOR = (await signIn(url, 'maria.gonzalez')).token;
    tokens.SUPERVISOR = (await signIn(url, 'supervisor')).token;
    tokens.ADMIN = (await signIn(url, 'admin')).token;
  });
  afterEach(() => open.splice(0).forEach((listener) => listener.close()));
  afterAll(() => branch.test.close());

  it.each(WITH_TOKEN)('CONTRACT: /%s by role: in, or refused with NO_AUTENTICADO', async (name) => {
    for (const [who, token] of Object.entries(tokens)) {
      if (MAY[name].includes(who as Who)) await enter(name, { token });
      else expect([who, await refusal(url, name, { token })]).toEqual([who, 'NO_AUTENTICADO']);
    }
  });

  it.each(WITH_TOKEN)('CONTRACT: /%s without a token or with none of ours: NO_AUTENTICADO', async (name) => {
    const claims = claimsOf(tokens.SUPERVISOR);
    const wrong: unknown[] = [
      undefined,
      '',
      'garbage',
      `dev_${'x'.repeat(43)}`,
      forgedToken(claims, null, { alg: 'none', typ: 'JWT' }),
      forgedToken({ ...claims, exp: 1_700_000_000 }, Buffer.alloc(32, 'jwt')),
      { token: tokens.SUPERVISOR },
      [tokens.SUPERVISOR],
      7,
    ];
    for (const token of wrong) expect(await refusal(url, name, { token })).toBe('NO_AUTENTICADO');
    const bearer = { token: `Bearer ${tokens.SUPERVISOR}` };
    expect(await refusal(url, name, bearer)).toBe('NO_AUTENTICADO');
  });

  it('CONTRACT: /ticket needs a reference that exists', async () => {
    const { codigoReferencia } = await branch.issue();
    await enter('ticket', { codigoReferencia: codigoReferencia.toUpperCase() });
    for (const wrong of [undefined, '', 'C01', randomUUID(), `${codigoReferencia}\u0000`, [codigoReferencia], 1]) {
      expect(await refusal(url, 'ticket', { codigoReferencia: wrong })).toBe('NO_AUTENTICADO');
    }
    expect(await refusal(url, 'ticket', { token: tokens.SUPERVISOR })).toBe('NO_AUTENTICADO');
  });

  it('CONTRACT: there are five namespaces, and no way in by another', async () => {
    expect(await refusal(url, '' as Namespace, { token: tokens.SUPERVISOR })).toBe('NO_AUTENTICADO');
    for (const name of ['admin', 'telegram']) {
      expect(await refusal(url, name as Namespace, { token: tokens.SUPERVISOR })).toBe('Invalid namespace');
    }
    expect(NAMESPACES).toHaveLength(5);
  });

  it('CONTRACT: WebSocket only', async () => {
    const polling = await fetch(`${url}/socket.io/?EIO=4&transport=polling`);
    expect(polling.status).toBe(400);
  });

  it('CONTRACT: a revoked device is refused', async () => {
    const admin = await signIn(url, 'admin');
    const made = await admin.send('POST', '/api/admin/devices', { kind: 'DISPLAY', name: 'x' });
    const { pairingCode, id } = made.body;
    const paired = await client(url).send('POST', '/api/devices/pair', { pairingCode });
    const auth = { token: paired.body.deviceToken };
    await enter('display', auth);
    await admin.send('DELETE', `/api/admin/devices/${id}`);
    expect(await refusal(url, 'display', auth)).toBe('NO_AUTENTICADO');
  });

  it('CONTRACT: an advisor hears of their own desk only', async () => {
    const carlos = await signIn(url, 'carlos.rodriguez');
    const [mine, his] = [
      await enter('advisor', { token: tokens.ADVISOR }),
      await enter('advisor', { token: carlos.token }),
    ];
    expect(mine.of('snapshot')[0]?.payload.state.advisor.name).toBe('María González');
    expect(his.of('snapshot')[0]?.payload.state.advisor.name).toBe('Carlos Rodríguez');
    await carlos.send('PUT', '/api/advisor/status', { status: 'AVAILABLE', moduleNumber: 1 });
    await his.until('ticket:assigned');
    await mine.until('desk:changed', ({ state }) => state.settings.modulesTaken.includes(1));
    await mine.resync();
    const told = mine.frames.map(({ event, payload }) => [event, payload.state?.advisor.name]);
    expect(new Set(told.map(([, name]) => name))).toEqual(new Set(['María González']));
    expect(told.some(([event]) => event === 'ticket:assigned')).toBe(false);
  });

  it('CONTRACT: every connection is in the room of its branch and no other', async () => {
    await addSecondBranch(branch.test);
    const north = await pairDevice(url, 'KIOSK', 'NORTE');
    const northBoard = await pairDevice(url, 'DISPLAY', 'NORTE');
    const supervisor = await signIn(url, 'supervisor.norte');
    const there = [
      await enter('display', { token: northBoard.token }),
      await enter('kiosk', { token: north.token }),
      await enter('advisor', { token: (await signIn(url, 'asesor.norte')).token }),
      await enter('supervisor', { token: supervisor.token }),
    ];
    await branch.issue();
    await branch.issue();
    for (const listener of there) {
      await listener.resync();
      expect(listener.frames.map((frame) => frame.event)).toEqual(['snapshot']);
    }
    expect(there[0]?.of('snapshot')[0]?.payload.state.branch.code).toBe('NORTE');
    // Naming another branch opens it to nobody but the bank-wide.
    expect(await refusal(url, 'supervisor', { token: supervisor.token, branchOffice: 'CENTRO' })).toBe(
      'NO_AUTENTICADO',
    );
    const admin = await enter('supervisor', { token: tokens.ADMIN, branchOffice: 'NORTE' });
    expect(admin.of('snapshot')[0]?.payload.state.branchOffice).toBe('NORTE');
    expect(await refusal(url, 'supervisor', { token: tokens.ADMIN })).toBe('NO_AUTENTICADO');
  });
});
