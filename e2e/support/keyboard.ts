import type { Page } from 'playwright-core';

import { settled } from './axe';

interface Stop {
  /** Its place among all that can be used; -1 for what nobody needs to reach (the document, a scrolled list). */
  at: number;
  name: string;
  problems: string[];
}

/**
 * What is wrong for somebody who has a keyboard alone, one line each: a control that Tab does not reach, a stop where
 * nothing shows the focus, a stop that is not on the screen (WCAG 2.1.1, 2.4.7, 2.4.11). The focus goes once around, and is where it was afterwards.
 */
export async function unreachable(page: Page): Promise<string[]> {
  await settled(page);
  const first = await tour(page);
  // What is drawn anew meanwhile loses its number: who cannot be reached cannot be reached the second time either.
  return first.length === 0 ? first : tour(page);
}

async function tour(page: Page): Promise<string[]> {
  await page.evaluate(() => {
    const before = document.activeElement as HTMLElement | null;
    before?.setAttribute('data-had-focus', '');
    before?.blur();
  });
  const names = await page.evaluate(markControls);
  const reached = new Set<number>();
  const problems = new Set<string>();
  // A date is typed into several fields, each a stop of its own.
  for (let pressed = 0; reached.size < names.length && pressed < names.length * 3 + 12; pressed += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(lookAtFocus);
    if (stop.at >= 0) reached.add(stop.at);
    for (const problem of stop.problems) problems.add(`${stop.name} ${problem}`);
  }
  await page.evaluate(() => {
    const before = document.querySelector<HTMLElement>('[data-had-focus]');
    before?.removeAttribute('data-had-focus');
    (document.activeElement as HTMLElement | null)?.blur();
    before?.focus();
  });
  const missed = names.filter((_, at) => !reached.has(at)).map((name) => `${name} is never reached by Tab`);
  return [...missed, ...problems];
}

/** Runs in the page: numbers what can be used, and names it. */
function markControls(): string[] {
  const modal = [...document.querySelectorAll('dialog[open], [aria-modal="true"]')].at(-1);
  const usable = [
    ...(modal ?? document).querySelectorAll<HTMLElement>(
      'a[href], button, input, select, textarea, summary, [tabindex]',
    ),
  ];
  /** One of a group is a stop, and arrows go on from there: radio buttons, and what is left out of the order by hand. */
  const isStop = (element: HTMLElement) => {
    if (element.tabIndex < 0 || element.closest('[inert]')) return false;
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      const group = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(
        ({ name }) => name === element.name,
      );
      return (group.find(({ checked }) => checked) ?? group[0]) === element;
    }
    return !(element as HTMLButtonElement).disabled && element.checkVisibility({ visibilityProperty: true });
  };
  document.querySelectorAll('[data-stop]').forEach((element) => element.removeAttribute('data-stop'));
  return usable.filter(isStop).map((element, at) => {
    element.setAttribute('data-stop', String(at));
    const words = element.getAttribute('aria-label') ?? element.innerText.replace(/\s+/g, ' ').trim();
    return `${element.tagName.toLowerCase()} "${(words || element.id).slice(0, 40)}"`;
  });
}

/** Runs in the page. */
async function lookAtFocus(): Promise<Stop> {
  const element = document.activeElement as HTMLElement | null;
  const at = Number(element?.getAttribute('data-stop') ?? -1);
  if (!element || at < 0) return { at: -1, name: '', problems: [] };
  const name = `${element.tagName.toLowerCase()} "${(element.getAttribute('aria-label') ?? element.innerText).slice(0, 40)}"`;

  /** A field may leave it to the box around it, or to a mark beside it: something there looks different without it. */
  const changesAround = async () => {
    const around = [...(element.parentElement ?? element).querySelectorAll('*'), element.parentElement ?? element];
    const looks = () =>
      around
        .map((one) => {
          const { outlineStyle, outline, outlineOffset, boxShadow, borderColor, backgroundColor } =
            getComputedStyle(one);
          const drawn = outlineStyle === 'none' ? '' : outline + outlineOffset; // how far off is nothing is no sign
          return [drawn, boxShadow, borderColor, backgroundColor].join();
        })
        .join('|');
    const focused = looks();
    element.blur();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const blurred = looks();
    element.focus({ preventScroll: true });
    return focused !== blurred;
  };
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  // In a date the browser marks the part that is typed into, and to look away would begin it anew.
  const inDate = element.matches('[type="date"], [type="time"]');
  const seen = inDate || (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1) || (await changesAround());
  const { left, right, top, bottom } = element.getBoundingClientRect();
  const onScreen = right > 0 && left < innerWidth && bottom > 0 && top < innerHeight;
  return {
    at,
    name,
    problems: [...(seen ? [] : ['does not show its focus']), ...(onScreen ? [] : ['has the focus beyond the screen'])],
  };
}
