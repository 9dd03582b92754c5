import type { Page } from 'playwright-core';

import { settled } from './axe';

/**
 * Texts that cannot be read as they stand, one line each: cut off by a box around them or by the edge of a screen that
 * does not scroll, or lying on each other. Beside them, a page that has to be scrolled sideways.
 */
export async function unreadable(page: Page): Promise<string[]> {
  await settled(page);
  return page.evaluate(findUnreadable);
}

/** Runs in the page: it knows nothing of this file. */
function findUnreadable(): string[] {
  interface Box {
    element: Element;
    words: string;
    rects: DOMRect[];
  }
  /** A glyph's own box reaches further than its ink: so much is no loss. */
  const SLACK = 3;
  const root = document.documentElement;
  const scrolls = (value: string) => value === 'auto' || value === 'scroll';
  const cuts = (value: string) => value === 'hidden' || value === 'clip';

  /** Meant for screen readers alone: a pixel, or clipped away. */
  const isUnseen = (element: Element): boolean => {
    for (let at: Element | null = element; at && at !== document.body; at = at.parentElement) {
      const { width, height } = at.getBoundingClientRect();
      const { clipPath, clip, position } = getComputedStyle(at);
      const clipped = (clip !== 'auto' && position === 'absolute') || clipPath.startsWith('inset(50%');
      if ((width <= 1 && height <= 1) || clipped) return true;
    }
    return false;
  };

  const boxes: Box[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
    const element = node.parentElement;
    if (words === '' || !element || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION'].includes(element.tagName)) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) || isUnseen(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1);
    if (rects.length > 0) boxes.push({ element, words: words.slice(0, 40), rects });
  }

  const problems: string[] = [];
  const where = ({ element, words }: Box) => `"${words}" in ${element.tagName.toLowerCase()}.${element.className}`;
  const side = root.scrollWidth - innerWidth;
  if (side > 1) problems.push(`the page is ${side} px wider than the screen`);

  /** Whether a box around it, or the edge of the screen, cuts it off where nobody can scroll. */
  const cutBy = (rect: DOMRect, element: Element): string | null => {
    let fixed = false;
    for (let at: Element | null = element; at && at !== root; at = at.parentElement) {
      const style = getComputedStyle(at);
      fixed ||= style.position === 'fixed';
      const inner = at.getBoundingClientRect();
      const beyondX = rect.right > inner.right + SLACK || rect.left < inner.left - SLACK;
      const beyondY = rect.bottom > inner.bottom + rect.height / 4 || rect.top < inner.top - rect.height / 4;
      if ((cuts(style.overflowX) && beyondX) || (cuts(style.overflowY) && beyondY))
        return `${at.tagName.toLowerCase()}.${at.className}`;
      // What can be scrolled to is not lost.
      if (scrolls(style.overflowX) && scrolls(style.overflowY)) return null;
    }
    const stays = fixed || cuts(getComputedStyle(root).overflowY) || cuts(getComputedStyle(document.body).overflowY);
    const below = stays ? rect.bottom > innerHeight + SLACK : false;
    const above = rect.top + (stays ? 0 : scrollY) < -SLACK;
    return below || above || rect.left < -SLACK || rect.right > Math.max(innerWidth, root.scrollWidth) + SLACK
      ? 'the screen'
      : null;
  };
  for (const box of boxes) {
    const by = box.rects.map((rect) => cutBy(rect, box.element)).find((found) => found !== null);
    if (by !== undefined) problems.push(`${where(box)} is cut off by ${by}`);
  }

  /** Whether both are seen where they meet: what a dialog or a bar covers lies on nothing. */
  const bothSeen = (a: Box, b: Box, x: number, y: number): boolean => {
    const stack = document.elementsFromPoint(x, y);
    const [i, j] = [stack.indexOf(a.element), stack.indexOf(b.element)].sort((one, other) => one - other);
    if (i === undefined || j === undefined || i < 0) return false;
    const solid = (one: Element) => {
      const { backgroundColor, backgroundImage } = getComputedStyle(one);
      return backgroundImage !== 'none' || !/^(transparent|rgba\(.*, 0\))$/.test(backgroundColor);
    };
    return !stack.slice(0, j).some(solid);
  };
  boxes.forEach((a, at) => {
    for (const b of boxes.slice(at + 1)) {
      if (a.element.contains(b.element) || b.element.contains(a.element)) continue;
      const lie = a.rects.some((one) =>
        b.rects.some((other) => {
          // Lines set tight touch at their edges, which hold no ink: the middle of each counts.
          const [left, right] = [Math.max(one.left, other.left), Math.min(one.right, other.right)];
          const top = Math.max(one.top + one.height / 4, other.top + other.height / 4);
          const bottom = Math.min(one.bottom - one.height / 4, other.bottom - other.height / 4);
          const meet = right - left > SLACK && bottom - top > 1;
          return meet && bothSeen(a, b, (left + right) / 2, (top + bottom) / 2);
        }),
      );
      if (lie) problems.push(`${where(a)} and ${where(b)} lie on each other`);
    }
  });
  return problems;
}
