import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** What colours and sizes decide; the rest of the rules reads the same document in every theme. */
const BY_LOOK = ['color-contrast', 'link-in-text-block', 'target-size', 'scrollable-region-focusable'];

const SOURCE = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');

/** What is wrong with the page as it stands, in words; empty when all is well. */
export function violations(page: Page): Promise<string[]> {
  return run(page, { runOnly: { type: 'tag', values: TAGS } });
}

/** The same for a page whose document was looked at already, in another theme or at another size. */
export function violationsOfLook(page: Page): Promise<string[]> {
  return run(page, { runOnly: { type: 'rule', values: BY_LOOK } });
}

async function run(page: Page, options: RunOptions): Promise<string[]> {
  await settled(page);
  // No frames on these pages: the checker runs in the page itself, once loaded for all its states.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(SOURCE);
  const found = await page.evaluate(
    (wanted) => (window as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(wanted),
    { ...options, resultTypes: ['violations' as const] },
  );
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(' ')} ${node.any[0]?.message ?? ''}`),
  );
}

/**
 * A text that is still fading in has the contrast of that moment. Where every change of style is a transition, if one of
 * no time, a colour goes down from element to element in as many frames. A bar that counts down moves for ever.
 */
export async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const running = () =>
      document.getAnimations().filter((one) => {
        const { endTime = 0 } = one.effect?.getComputedTiming() ?? {};
        const countsDown = one instanceof CSSTransition && one.transitionProperty === 'transform';
        return one.playState === 'running' && Number(endTime) < 2_000 && !countsDown;
      });
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let quiet = 0; quiet < 2; quiet += 1) {
      await frame();
      const now = running();
      if (now.length > 0) quiet = -1;
      await Promise.allSettled(now.map((one) => one.finished));
    }
  });
}
