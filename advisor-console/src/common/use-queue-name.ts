import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

import { queueName, useBrand } from '@ticketero/ui';

/** What a queue is called for who reads this, from its type and the name in its row, if that is known here. */
export function useQueueName(): (queueType: string, displayName: string | null) => string {
  const { language } = useTranslation().i18n;
  useBrand();
  return useCallback((queueType, displayName) => queueName({ queueType, displayName }, language), [language]);
}
