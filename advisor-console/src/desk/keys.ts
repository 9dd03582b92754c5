import type { ActionKey } from './actions';

const KEYS: readonly string[] = ['F1', 'F2', 'F3', 'F4', 'F6'] satisfies ActionKey[];

interface Pressed {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** The desk's own keys, bare: Alt+F4 and the like stay with the system. */
export function actionKey(event: Pressed): ActionKey | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return null;
  return KEYS.includes(event.key) ? (event.key as ActionKey) : null;
}
