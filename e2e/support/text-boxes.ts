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

/**
 * Runs in the page: it knows nothing of this file. Each element is measured once, and two texts are compared only where
 * what is around them meets: a page of tables has hundreds of texts, and each of them the same ancestors.
 */
function findUnreadable(): string[] {
  interface Rect {
    left: number;
    right: number;
    top: number;
    bottom: number;
    height: number;
  }
  interface Box {
    element: Element;
    words: string;
    rects: Rect[];
    around: Omit<Rect, 'height'>;
  }
  /** An element as it bears on the texts within it. */
  interface Around {
    rect: Rect;
    parent: Element | null;
    /** Or something around it. */
    unseen: boolean;
    fixed: boolean;
    cutsX: boolean;
    cutsY: boolean;
    scrolls: boolean;
  }
  /** A glyph's own box reaches further than its ink: so much is no loss. */
  const SLACK = 3;
  const root = document.documentElement;
  const scrolls = (value: string) => value === 'auto' || value === 'scroll';
  const cuts = (value: string) => value === 'hidden' || value === 'clip';

  /** As plain numbers: each look at a DOMRect asks the browser again. */
  const plain = ({ left, right, top, bottom, height }: DOMRect): Rect => ({ left, right, top, bottom, height });
  const known = new Map<Element, Around>();
  const aroundOf = (element: Element): Around => {
    const before = known.get(element);
    if (before) return before;
    const box = element.getBoundingClientRect();
    const { clipPath, clip, position, overflowX, overflowY } = getComputedStyle(element);
    const parent = element.parentElement;
    // Meant for screen readers alone: a pixel, or clipped away.
    const clipped = (clip !== 'auto' && position === 'absolute') || clipPath.startsWith('inset(50%');
    const hidden = (box.width <= 1 && box.height <= 1) || clipped;
    const around: Around = {
      rect: plain(box),
      parent,
      unseen: element !== document.body && (hidden || (parent !== null && aroundOf(parent).unseen)),
      fixed: position === 'fixed',
      cutsX: cuts(overflowX),
      cutsY: cuts(overflowY),
      scrolls: scrolls(overflowX) && scrolls(overflowY),
    };
    known.set(element, around);
    return around;
  };
  const shown = new Map<Element, boolean>();
  const isShown = (element: Element): boolean => {
    const before = shown.get(element);
    if (before !== undefined) return before;
    const is =
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !aroundOf(element).unseen;
    shown.set(element, is);
    return is;
  };

  const boxes: Box[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const words = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
    const element = node.parentElement;
    if (words === '' || !element || ['SCRIPT', 'STYLE', 'NOSCRIPT', 'OPTION'].includes(element.tagName)) continue;
    if (!isShown(element)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    const rects = [...range.getClientRects()].filter(({ width, height }) => width > 1 && height > 1).map(plain);
    if (rects.length === 0) continue;
    const around = {
      left: Math.min(...rects.map(({ left }) => left)),
      right: Math.max(...rects.map(({ right }) => right)),
      top: Math.min(...rects.map(({ top }) => top)),
      bottom: Math.max(...rects.map(({ bottom }) => bottom)),
    };
    boxes.push({ element, words: words.slice(0, 40), rects, around });
  }

  const problems: string[] = [];
  const where = ({ element, words }: Box) => `"${words}" in ${element.tagName.toLowerCase()}.${element.className}`;
  const side = root.scrollWidth - innerWidth;
  if (side > 1) problems.push(`the page is ${side} px wider than the screen`);

  const rootStays = cuts(getComputedStyle(root).overflowY) || cuts(getComputedStyle(document.body).overflowY);
  /** Whether a box around it, or the edge of the screen, cuts it off where nobody can scroll. */
  const cutBy = (rect: Rect, element: Element): string | null => {
    let fixed = false;
    for (let at: Element | null = element; at && at !== root; at = aroundOf(at).parent) {
      const around = aroundOf(at);
      const { rect: inner } = around;
      fixed ||= around.fixed;
      const beyondX = rect.right > inner.right + SLACK || rect.left < inner.left - SLACK;
      const beyondY = rect.bottom > inner.bottom + rect.height / 4 || rect.top < inner.top - rect.height / 4;
      if ((around.cutsX && beyondX) || (around.cutsY && beyondY)) return `${at.tagName.toLowerCase()}.${at.className}`;
      // What can be scrolled to is not lost.
      if (around.scrolls) return null;
    }
    const stays = fixed || rootStays;
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
      if (Math.min(a.around.right, b.around.right) - Math.max(a.around.left, b.around.left) <= SLACK) continue;
      if (a.around.top >= b.around.bottom || b.around.top >= a.around.bottom) continue;
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
