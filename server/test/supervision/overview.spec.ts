import type { BranchCard } from '@ticketero/contract';

import { MINUTE, openBranch, type TestBranch } from '../support/branch.js';
import { client, newPerson, pairDevice, signIn } from '../support/client.js';
import { addSecondBranch } from '../support/second-branch.js';
import { listen, refusal } from '../support/socket.js';

describe('the branches of the bank side by side', () => {
  let branch: TestBranch;

  beforeEach(async () => {
    branch = await openBranch();
    await addSecondBranch(branch.test);
  });
  afterEach(() => branch.test.close());

  const cardsOf = async (user: string): Promise<BranchCard[]> =>
    (await (await signIn(branch.test.url, user)).send('GET', '/api/admin/branches/overview')).body.branches;
  const names = (cards: BranchCard[]) => cards.map(({ branchOffice }) => branchOffice);

  it('CONTRACT: who is of the whole bank sees all, the worst first; who is of a branch sees that one alone', async () => {
    const kiosk = await pairDevice(branch.test.url, 'KIOSK', 'NORTE');
    const issue = () => kiosk.send('POST', '/api/tickets', { nationalId: newPerson(), queueType: 'CAJA' });
    await branch.ready('luis.perez');
    expect(names(await cardsOf('admin'))).toEqual(['CENTRO', 'NORTE']);
    await issue();
    await issue();
    branch.test.clock.advance(21 * MINUTE);
    await branch.test.turn('alerts');
    const [worst, other] = await cardsOf('admin');
    expect(worst).toMatchObject({
      ...{ branchOffice: 'NORTE', waiting: 2, late: 2, beingServed: 0, load: 'NORMAL', branchStatus: 'OPEN' },
      worstQueue: { queueType: 'CAJA', targetWaitMinutes: 20 },
      advisorsSummary: { available: 0, busy: 0, offline: 1, total: 1 },
    });
    expect(worst?.alerts.critical).toBeGreaterThan(0); // nobody is there
    expect(other).toMatchObject({ branchOffice: 'CENTRO', waiting: 0, late: 0, load: 'EMPTY', worstQueue: null });
    expect(names(await cardsOf('supervisor'))).toEqual(['CENTRO']);
    expect(names(await cardsOf('supervisor.norte'))).toEqual(['NORTE']);
    expect(names(await cardsOf('admin.norte'))).toEqual(['NORTE']);
  });

  it('R8: of each queue the dashboard says whether anybody serves it: without, nothing is promised', async () => {
    const admin = await signIn(branch.test.url, 'admin');
    const served = async (code: string) => {
      const { body } = await admin.send('GET', `/api/admin/dashboard?branchOffice=${code}`);
      return body.queuesSummary.filter((queue: { onDuty: boolean }) => queue.onDuty).map(typeOf);
    };
    const typeOf = ({ queueType }: { queueType: string }) => queueType;
    expect(await served('CENTRO')).toEqual([]);
    const luis = await branch.ready('luis.perez');
    expect(await served('CENTRO')).toEqual(['CAJA', 'PERSONAL_BANKER']);
    expect(await served('NORTE')).toEqual([]);
    await luis.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'almuerzo' });
    expect(await served('CENTRO')).toEqual([]);
  });

  it('CONTRACT: who is of the whole bank chooses a branch for reads and socket; nobody else does', async () => {
    const { url } = branch.test;
    const admin = await signIn(url, 'admin');
    const read = await admin.send('GET', '/api/admin/dashboard?branchOffice=NORTE');
    expect(read.body.branchOffice).toBe('NORTE');
    expect((await admin.send('GET', '/api/admin/dashboard')).status).toBe(400); // of which?
    const socket = await listen(url, 'supervisor', { token: admin.token, branchOffice: 'NORTE' });
    expect((await socket.until('snapshot')).state.branchOffice).toBe('NORTE');
    socket.close();
    expect(await refusal(url, 'supervisor', { token: admin.token })).toBe('NO_AUTENTICADO');
    const norte = await signIn(url, 'supervisor.norte');
    const foreign = await client(url, norte.token).send('GET', '/api/admin/dashboard?branchOffice=CENTRO');
    expect(foreign.status).toBe(403);
    expect(await refusal(url, 'supervisor', { token: norte.token, branchOffice: 'CENTRO' })).toBe('NO_AUTENTICADO');
  });
});
