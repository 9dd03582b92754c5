import type { Page } from 'playwright-core';

/** Everything that stands in a place of its own. */
const BOXES =
  '.header, .hero, .hero__fitted, .media, [data-called], .history__title, .waiting > *, .ticker__frame:not([data-form="moves"])';

/** The pairs of boxes that overlap, what sticks out of the screen, and text that is cut. */
export function faults(page: Page): Promise<string[]> {
  return page.evaluate((selector) => {
    const found: string[] = [];
    const boxes = [...document.querySelectorAll<HTMLElement>(selector)];
    const nameOf = (element: Element) => `${element.className} ${element.textContent.slice(0, 20)}`;
    boxes.forEach((one, index) => {
      const a = one.getBoundingClientRect();
      if (a.left < 0 || a.top < 0 || a.right > innerWidth || a.bottom > innerHeight) found.push(`out: ${nameOf(one)}`);
      if (one.scrollWidth > one.clientWidth + 1) found.push(`cut: ${nameOf(one)}`);
      for (const other of boxes.slice(index + 1)) {
        if (one.contains(other)) continue;
        const b = other.getBoundingClientRect();
        const apart = a.right <= b.left + 1 || b.right <= a.left + 1 || a.bottom <= b.top + 1 || b.bottom <= a.top + 1;
        if (!apart) found.push(`overlap: ${nameOf(one)} / ${nameOf(other)}`);
      }
    });
    return found;
  }, BOXES);
}

/** One clip as the browser was told to play it, on the clock of its audio context. */
export interface Played {
  file: string;
  from: number;
  to: number;
}

/** Writes down every recorded word that this page plays, from its first moment on. */
export async function recordSound(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const played: Played[] = [];
    Object.assign(window, { played });
    const addresses = new WeakMap<object, string>();
    const { arrayBuffer } = Response.prototype;
    Response.prototype.arrayBuffer = async function () {
      const bytes = await arrayBuffer.call(this);
      addresses.set(bytes, new URL(this.url).pathname);
      return bytes;
    };
    const { decodeAudioData } = BaseAudioContext.prototype;
    BaseAudioContext.prototype.decodeAudioData = async function (bytes: ArrayBuffer) {
      const address = addresses.get(bytes) ?? '';
      const decoded = await decodeAudioData.call(this, bytes);
      addresses.set(decoded, address);
      return decoded;
    };
    const { start } = AudioBufferSourceNode.prototype;
    AudioBufferSourceNode.prototype.start = function (when = 0) {
      const { buffer } = this;
      if (buffer) played.push({ file: addresses.get(buffer) ?? '', from: when, to: when + buffer.duration });
      start.call(this, when);
    };
  });
}

export const playedOn = (page: Page): Promise<Played[]> =>
  page.evaluate(() => (window as unknown as { played: Played[] }).played);
