import { useCallback, useSyncExternalStore } from 'react';

export const THEMES = ['light', 'contrast', 'night'] as const;
export type Theme = (typeof THEMES)[number];

export interface Look {
  theme: Theme;
  text: 'normal' | 'large';
}

/** Each app of a browser has its own: `kiosk`, `display`, `console`, `t`. */
const keptAs = (): string => `ticketero.look.${location.pathname.split('/')[1] ?? ''}`;
const PREFERS_CONTRAST = '(prefers-contrast: more)';

/** What the screen has when nobody chose: an app's own theme, unless the person's system asks for more contrast. */
let usual: Theme = 'light';
let chosen: Partial<Look> = {};
let current: Look = { theme: 'light', text: 'normal' };
const listeners = new Set<() => void>();

/**
 * The look of this screen from now on, on the root element: what was remembered here, else `contrast` where the system asks
 * for it (`prefers-contrast`), else `theme`. Call it before the first paint; again when the usual theme becomes another.
 */
export function startLook(theme: Theme = 'light'): void {
  usual = theme;
  chosen = { ...recall(), ...chosen };
  window.matchMedia(PREFERS_CONTRAST).addEventListener('change', show);
  show();
}

/** Changes the look at once; with `remember` it is the same after a reload of this browser. */
export function applyLook(change: Partial<Look>, { remember = false } = {}): void {
  chosen = { ...chosen, ...change };
  if (remember) keep(chosen);
  show();
}

/** Back to the usual look: a kiosk's next customer starts like the one before did. Forgets what was remembered. */
export function resetLook(): void {
  chosen = {};
  keep(null);
  show();
}

/** The look, and how to change it. */
export function useLook(): [Look, typeof applyLook] {
  const look = useSyncExternalStore(
    useCallback((listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    }, []),
    () => current,
  );
  return [look, applyLook];
}

function show(): void {
  const asked = window.matchMedia(PREFERS_CONTRAST).matches ? 'contrast' : usual;
  const next: Look = { theme: chosen.theme ?? asked, text: chosen.text ?? 'normal' };
  document.documentElement.dataset['theme'] = next.theme;
  document.documentElement.dataset['text'] = next.text;
  if (next.theme === current.theme && next.text === current.text) return;
  current = next;
  for (const listener of listeners) listener();
}

function recall(): Partial<Look> {
  try {
    const { theme, text } = JSON.parse(localStorage.getItem(keptAs()) ?? '{}') as Record<string, unknown>;
    const known = THEMES.find((one) => one === theme);
    return { ...(known && { theme: known }), ...(text === 'large' && { text: 'large' as const }) };
  } catch {
    return {}; // no storage, or something else in it
  }
}

function keep(look: Partial<Look> | null): void {
  try {
    if (look) localStorage.setItem(keptAs(), JSON.stringify(look));
    else localStorage.removeItem(keptAs());
  } catch {
    // A browser that forbids storage just forgets it.
  }
}
