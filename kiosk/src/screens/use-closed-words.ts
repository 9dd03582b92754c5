import type { BranchOpening, LocalText } from '@ticketero/contract';
import { useTranslation } from 'react-i18next';

import { openingTime } from '../format/opening';
import type { MessageIcon } from '../parts/message';
import { useNow } from '../parts/use-now';

interface ClosedWords {
  icon: MessageIcon;
  heading: string;
  hint: string;
}

/** Why a branch gives no numbers, in the staff's own words where there are any, and when it does again. */
export function useClosedWords(branch: BranchOpening, serverNow: () => number): ClosedWords {
  const { t, i18n } = useTranslation();
  const own = branch.texts?.[i18n.language as keyof LocalText] ?? branch.text;
  const reason = branch.reason ?? 'CERRADA';
  const now = useNow(serverNow);
  const opens =
    branch.opensAt === null ? null : openingTime(branch.opensAt, now, branch.timeZone, t('language.locale'));
  return {
    icon: reason === 'PAUSADA' ? 'pause' : reason === 'SIN_CUPO' ? 'ticket' : 'clock',
    heading: opens ? t(`closed.${opens.key}`, opens) : t(`closed.heading.${reason}`),
    hint: own ?? t(`closed.hint.${reason}`),
  };
}
