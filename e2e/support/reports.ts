import { caller, certain, deskOf, kioskOf } from './api.mjs';
import { viewOpener } from './console';
import type { World } from './world';

/** Two Thursdays; the branch's clock stands at the end of the second. */
export const FIRST = '2026-03-12';
export const SECOND = '2026-03-19';

/** What happened on each, counted by hand from `twoDays`. */
export const FIGURES = {
  [FIRST]: { issued: 5, served: 3, noShow: 1, cancelled: 1, wait: 12 },
  [SECOND]: { issued: 3, served: 2, noShow: 0, cancelled: 0, wait: 25 },
};

export const openReports = viewOpener('reports');

/** The branch at a moment of its own: it goes on from there. */
async function at(world: World, day: string, time: string): Promise<void> {
  await world.server.stop();
  await world.server.start({ CLOCK_START: `${day}T${time}:00-03:00` });
}

/**
 * On the first day four come to CAJA and one to EMPRESAS at 10:00. One of CAJA goes away; the others are called at
 * 10:12, of whom one does not come. A week later three come to CAJA at 9:30; two are called at 9:55, beyond the target of
 * 20 minutes, and one still waits.
 */
export async function twoDays(world: World): Promise<void> {
  const { origin } = world.server;
  await at(world, FIRST, '10:00');
  const kiosk = await kioskOf(origin);
  const given = [];
  for (const queue of ['CAJA', 'CAJA', 'CAJA', 'CAJA', 'EMPRESAS']) given.push(await kiosk.issue(queue));
  await certain(caller(origin))('DELETE', `/api/tickets/${given[3]?.codigoReferencia ?? ''}`);

  await at(world, FIRST, '10:12');
  const [carlos, ana] = [await deskOf(origin, 'carlos.rodriguez', 1), await deskOf(origin, 'ana.martinez', 5)];
  await carlos.ready();
  await carlos.complete();
  await carlos.noShow();
  await carlos.leave('ALMUERZO');
  await carlos.complete();
  await ana.ready();
  await ana.leave('ALMUERZO');
  await ana.complete();

  await at(world, SECOND, '09:30');
  const again = await kioskOf(origin);
  for (const queue of ['CAJA', 'CAJA', 'CAJA']) await again.issue(queue);

  await at(world, SECOND, '09:55');
  const back = await deskOf(origin, 'carlos.rodriguez', 1);
  await back.ready();
  await back.complete();
  await back.leave('ALMUERZO');
  await back.complete();
  await at(world, SECOND, '11:00');
}
