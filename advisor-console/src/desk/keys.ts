import type { ActionKey } from './actions';

const BARE: readonly string[] = ['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F8'] satisfies ActionKey[];

interface Pressed {
  key: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** The desk's own keys, bare: Alt+F4 and the like stay with the system. To undo is Ctrl+Z, on a Mac Cmd+Z. */
export function actionKey(event: Pressed): ActionKey | null {
  if (event.altKey || event.shiftKey) return null;
  if (event.ctrlKey || event.metaKey) return event.key.toLowerCase() === 'z' ? 'Control+Z' : null;
  return BARE.includes(event.key) ? (event.key as ActionKey) : null;
}
