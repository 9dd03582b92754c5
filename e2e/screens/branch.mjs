// @ts-check
import { deskOf, kioskOf } from '../support/api.mjs';

/**
 * Half an hour of the demo branch: some customers are served, one does not come, desks are busy, others wait. `minutes`
 * waits for as many of the branch's minutes; where nobody looks at the clock it need not wait at all.
 * @param {string} origin
 * @param {(count: number) => Promise<unknown>} minutes
 * @returns {Promise<string[]>} the references of all who came, in order
 */
export async function liveMorning(origin, minutes = () => Promise.resolve()) {
  const kiosk = await kioskOf(origin);
  const carlos = await deskOf(origin, 'carlos.rodriguez', 1);
  const maria = await deskOf(origin, 'maria.gonzalez', 3);
  const ana = await deskOf(origin, 'ana.martinez', 5);
  const luis = await deskOf(origin, 'luis.perez', 2);
  const carmen = await deskOf(origin, 'carmen.silva', 4);
  /** @type {string[]} */
  const given = [];
  const arrive = async (/** @type {string[]} */ ...queues) => {
    for (const queue of queues) {
      given.push((await kiosk.issue(queue)).codigoReferencia);
      await minutes(0.5);
    }
  };
  const next = async (/** @type {typeof carlos} */ desk) => {
    await desk.complete();
    await minutes(0.5);
    if ((await desk.current()) !== null) await desk.start();
  };

  await carmen.ready();
  await minutes(1);
  await carmen.leave('CAPACITACION');
  await arrive('CAJA', 'CAJA', 'PERSONAL_BANKER', 'EMPRESAS');
  for (const desk of [carlos, luis, maria, ana]) {
    await desk.ready();
    await desk.start();
  }
  await arrive('CAJA', 'CAJA', 'CAJA', 'PERSONAL_BANKER', 'GERENCIA', 'CAJA');
  await minutes(2);
  await next(carlos);
  await luis.complete();
  await minutes(2);
  await luis.noShow();
  await arrive('PERSONAL_BANKER', 'CAJA', 'EMPRESAS', 'CAJA', 'CAJA');
  await next(ana);
  await next(maria);
  await next(carlos);
  await luis.leave('ALMUERZO');
  await luis.complete();
  await arrive('CAJA', 'EMPRESAS', 'PERSONAL_BANKER', 'GERENCIA', 'CAJA', 'PERSONAL_BANKER');
  await minutes(1);
  await next(carlos);
  given.push((await kiosk.issue('CAJA', { preferential: true })).codigoReferencia);
  await arrive('CAJA', 'PERSONAL_BANKER', 'CAJA');
  await maria.complete();
  return given;
}

/**
 * Ana serves all who wait for her, until she is free.
 * @param {string} origin
 */
export async function quietDesk(origin) {
  const ana = await deskOf(origin, 'ana.martinez', 5);
  while ((await ana.current()) !== null) await ana.complete();
  return ana;
}

/**
 * More come to CAJA than its desks can serve in time, and Ana has nobody.
 * @param {string} origin
 */
export async function crowdedCaja(origin) {
  const kiosk = await kioskOf(origin);
  const ana = await quietDesk(origin);
  await ana.ready();
  for (let person = 0; person < 7; person++) await kiosk.issue('CAJA');
}
