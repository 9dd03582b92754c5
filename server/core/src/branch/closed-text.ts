import type { Branch } from './branch.js';
import type { LocalText } from './settings.js';

/** Why a branch gives no numbers. */
export type ClosedBy = 'FUERA_DE_HORARIO' | 'CERRADA' | 'PAUSADA';

/** What the branch itself says of why it gives no numbers (R4): its own words for `reason`; null: it has none. */
export function closedText(branch: Branch, reason: ClosedBy): LocalText | null {
  const { closed, paused, outsideHours } = branch.settings.texts;
  if (reason === 'CERRADA') return closed;
  return reason === 'PAUSADA' ? paused : outsideHours;
}

/** In `language`, or else in whatever it was written; null without a text. */
export const inLanguage = (text: LocalText | null, language: keyof LocalText): string | null =>
  text?.[language] ?? text?.es ?? Object.values(text ?? {})[0] ?? null;
