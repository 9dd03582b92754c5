import type { AuditPage, AuditRecord } from '@ticketero/contract';
import type { Page } from 'playwright-core';

import { deskOf, kioskOf } from './api.mjs';
import { viewOpener } from './console';
import type { World } from './world';

export const openAudit = viewOpener('audit');

export const events = (page: Page) => page.locator('.event');
export const sentences = (page: Page) => page.locator('.event-words').allInnerTexts();
export const found = (page: Page, words: string | RegExp) =>
  page.getByRole('heading', { name: words, exact: true }).waitFor();
/** The names of the advisors have come: until then an event tells of their addresses. */
export const named = (page: Page) =>
  page
    .getByLabel('Asesor', { exact: true })
    .locator('option', { hasText: 'María González' })
    .waitFor({ state: 'attached' });

/** One customer, from the kiosk to the end of the service, at module 3. */
export async function servedTicket(world: World): Promise<string> {
  const kiosk = await kioskOf(world.server.origin);
  const maria = await deskOf(world.server.origin, 'maria.gonzalez', 3);
  const { numero } = await kiosk.issue('CAJA');
  await maria.ready();
  await maria.recall();
  await maria.start();
  await maria.complete();
  await maria.leave('ALMUERZO');
  return numero;
}

/** The address of the search alone; not of its sub-routes. */
export const SEARCH = /\/api\/admin\/audit\?/;

let ids = 0;
export function feigned(change: Partial<AuditRecord> = {}): AuditRecord {
  return {
    id: ++ids,
    timestamp: '2026-11-20T13:14:00.123Z',
    eventType: 'TICKET_RELLAMADO',
    actor: 'maria.gonzalez@banco.com',
    entityType: 'TICKET',
    entityId: '0f8fad5b-d9cb-469f-a165-70867728950e',
    entityIdentifier: 'C05',
    previousState: { status: 'ATENDIENDO', recallCount: 0 },
    newState: { status: 'ATENDIENDO', recallCount: 1, moduleNumber: 3 },
    metadata: { recallCount: 1 },
    ipAddress: '10.0.0.7',
    userAgent: 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    hash: 'ab'.repeat(32),
    ...change,
  };
}

export function answerOf(records: AuditRecord[], change: Partial<AuditPage> = {}): AuditPage {
  return { total: records.length, page: 1, pageSize: 50, records, upTo: 1_000, ...change };
}
