// @ts-check
// Draws docs/images/*.png: the product's screens on a lively morning of the demo branch. Needs the build (npm run build).
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { chromium } from 'playwright-core';

import { deskOf, kioskOf } from '../e2e/support/api.mjs';
import { findChromium, FLAGS } from '../e2e/support/chromium.mjs';
import { startServer } from '../e2e/support/server.mjs';
import { inRoot } from './lib/paths.mjs';

const IMAGES = inRoot('docs', 'images');
const MORNING = '2026-03-11T10:12:00-03:00';
const MINUTES_PER_SECOND = 60;
const WIDE = { width: 1920, height: 1080 };
const TALL = { width: 1080, height: 1920 };
const DESK = { width: 1366, height: 768 };
const POCKET = { width: 390, height: 844 };

/** @typedef {import('playwright-core').Page} Page */

/** @param {number} ms */
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/**
 * Half an hour of a morning, in seconds: two of the first customers are served, desks fill, people wait.
 * @param {string} origin
 */
async function liveMorning(origin) {
  const kiosk = await kioskOf(origin);
  const [carlos, maria, ana, luis] = await Promise.all([
    deskOf(origin, 'carlos.rodriguez', 1),
    deskOf(origin, 'maria.gonzalez', 3),
    deskOf(origin, 'ana.martinez', 5),
    deskOf(origin, 'luis.perez', 2),
  ]);
  const minutes = (/** @type {number} */ count) => pause((count * 60_000) / (60 * MINUTES_PER_SECOND));
  const arrive = async (/** @type {string[]} */ ...queues) => {
    for (const queue of queues) {
      await kiosk.issue(queue);
      await minutes(0.4);
    }
  };
  await arrive('CAJA', 'CAJA', 'PERSONAL_BANKER', 'EMPRESAS');
  for (const desk of [carlos, luis, maria, ana]) await desk.ready();
  for (const desk of [carlos, luis, maria, ana]) await desk.start();
  await arrive('CAJA', 'CAJA', 'PERSONAL_BANKER', 'CAJA', 'CAJA', 'GERENCIA', 'CAJA');
  await minutes(2);
  for (let round = 0; round < 3; round += 1) {
    await carlos.complete();
    await carlos.start();
    await minutes(1.5);
    if (round === 0) await luis.noShow().catch(() => luis.complete());
    else await luis.complete();
    if ((await luis.current()) !== null) await luis.start();
    await arrive('CAJA', 'PERSONAL_BANKER');
  }
  await ana.complete();
  await ana.start();
  await maria.complete();
  await luis.complete();
  if ((await luis.current()) !== null) await luis.complete();
  await arrive('EMPRESAS', 'CAJA', 'GERENCIA', 'EMPRESAS', 'PERSONAL_BANKER', 'CAJA', 'CAJA');
  await kiosk.issue('CAJA', { preferential: true });
  await arrive('PERSONAL_BANKER', 'CAJA');
}
