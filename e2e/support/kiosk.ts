import type { PublicTicket } from '@ticketero/contract';
import type { Page } from 'playwright-core';
import { QRCodeSVG } from 'qrcode.react';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

import { tellState } from './states';
import { screen, SIZES, type World } from './world';

/** A bot that is configured, at an address where nothing listens: no ticket, no call and no screen may mind (R9). */
export const TELEGRAM_ON = {
  TELEGRAM_BOT_TOKEN: '1:x',
  TELEGRAM_BOT_NAME: 'banco_bot',
  TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
};

export const TOUCH = { viewport: SIZES.kiosk, hasTouch: true };

export async function openKiosk(world: World, options = {}): Promise<Page> {
  const page = await world.open('/kiosk/?demo', { ...TOUCH, ...options });
  await screen(page, 'queues').waitFor();
  await hurry(page);
  return page;
}

/**
 * From now on, what is asked for by somebody at the kiosk: `GET /path?query`. Not by the kiosk itself, which looks for a newer
 * page of its own at any time: whenever its link has caught up.
 */
export function requestsOfCustomers(page: Page): string[] {
  const requests: string[] = [];
  page.on('request', (request) => {
    const { href, pathname, search } = new URL(request.url());
    if (request.method() === 'GET' && href === new URL('/kiosk/', page.url()).href) return;
    requests.push(`${request.method()} ${pathname}${search}`);
  });
  return requests;
}

/** Screens come without fading in and can be touched at once: most tests need not wait for what a person does not see. */
async function hurry(page: Page): Promise<void> {
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('main { animation: none !important; pointer-events: auto !important }');
    document.adoptedStyleSheets = [sheet];
  });
}

/** The kiosk as it is: a screen takes no touch in its first moment. */
export async function asItIs(page: Page): Promise<void> {
  await page.evaluate(() => {
    document.adoptedStyleSheets = [];
  });
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true });

export async function tapKeys(page: Page, keys: string): Promise<void> {
  for (const key of keys) await button(page, key).tap();
}

/** To the third step: with Telegram the phone, without it the preferential question alone. */
export async function toThirdStep(page: Page, rut: string, queue = /^Caja/): Promise<void> {
  await button(page, queue).tap();
  await screen(page, 'id').waitFor();
  await tapKeys(page, rut);
  await button(page, 'Continuar').tap();
  await screen(page, 'phone').or(screen(page, 'preferential')).waitFor();
}

/** The third step of a customer who gives no phone, and the request. */
export async function sendWithoutPhone(page: Page, preferential = false): Promise<void> {
  const asksPhone = await screen(page, 'phone').isVisible();
  if (preferential && asksPhone) await page.getByRole('switch', { name: 'Necesito atención preferente' }).tap();
  if (preferential && !asksPhone) await page.getByText('Sí', { exact: true }).tap();
  await button(page, asksPhone ? 'Continuar sin teléfono' : 'Sacar mi número').tap();
}

/** The whole way of a customer who gives no phone, by touch. Returns the number on the screen. */
export async function takeNumber(page: Page, rut: string, preferential = false): Promise<string> {
  await toThirdStep(page, rut);
  await sendWithoutPhone(page, preferential);
  await screen(page, 'result').waitFor();
  return numberOn(page);
}

/** The largest thing on the card. */
export async function numberOn(page: Page): Promise<string> {
  const text = await page.locator('#ticket').innerText();
  return /\b[A-Z]\d{2,}\b/.exec(text)?.[0] ?? '';
}

export async function goHome(page: Page): Promise<void> {
  await button(page, 'Listo').tap();
  await screen(page, 'queues').waitFor();
}

type Told = Partial<PublicTicket>;

/**
 * Changes what the page hears of its tickets, in answers and over the socket: for what takes a customer's own phone to
 * bring about. The page starts anew, since a socket that is open already stays as it is.
 */
export async function tellTickets(page: Page, change: () => Told): Promise<void> {
  await page.route('**/api/tickets', async (route) => {
    const answer = await route.fetch();
    const body = (await answer.json()) as Told;
    await route.fulfill({ response: answer, json: { ...body, ...change() } });
  });
  await tellState(page, 'ticket', (state) => Object.assign(state.ticket, change()));
  await page.reload();
  await screen(page, 'queues').waitFor();
}

/** What a QR code of this value looks like: the dark modules of it, with its quiet zone. */
export function qrOf(value: string): string | undefined {
  const svg = renderToStaticMarkup(createElement(QRCodeSVG, { value, level: 'M', marginSize: 4 }));
  return [...svg.matchAll(/ d="([^"]+)"/g)].at(-1)?.[1];
}

export async function qrOn(page: Page, name: string): Promise<string | null> {
  return page.getByRole('img', { name }).locator('path').last().getAttribute('d');
}

const POINTS_PER_MM = 72 / 25.4;

/** What comes out of a printer: the sheets, each as `80x115`, in mm. */
export async function sheetsOf(page: Page): Promise<string[]> {
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  const mm = (points: string | undefined) => Math.round(Number(points) / POINTS_PER_MM);
  return [...pdf.matchAll(/\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, x, y]) => `${mm(x)}x${mm(y)}`);
}
