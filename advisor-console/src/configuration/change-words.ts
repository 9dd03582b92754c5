import { useTranslation } from 'react-i18next';

import type { BranchFileQueue, ConfigurationChange, Span } from '@ticketero/contract';

import { useQueueName } from '../common/use-queue-name';
import { choiceOf } from './rules-draft';
import { spansText } from './spans';

interface Told {
  what: string;
  before: string;
  after: string;
}

const QUEUE_FIELDS = [
  'displayName',
  'prefix',
  'priority',
  'averageTimeMinutes',
  'targetWaitMinutes',
  'alertWaiting',
  'dailyCap',
  'enabled',
] as const;

/** One change of a configuration, in words; what has no words here keeps its own. `queues`: those that there will be. */
export function useChangeWords(queues: readonly BranchFileQueue[]): (change: ConfigurationChange) => Told {
  const { t } = useTranslation();
  const queueName = useQueueName();
  const ofQueue = (queueType: string) =>
    queueName(queueType, queues.find((one) => one.queueType === queueType)?.displayName ?? null);
  const field = (name: string) => {
    const [head = '', ...rest] = name.split('.');
    const tail = rest.join('.');
    if (head === 'settings' || head === 'alerts') return t(`config.rules.name.${tail}`, { defaultValue: tail });
    if (head === 'openingHours' && tail !== '') return t(`config.weekday.${tail}`, { defaultValue: tail });
    if (head === 'openingHours') return t('config.section.hours');
    if (head === 'holidays') return t('config.hours.holidays');
    if (head === 'texts') return t(`config.texts.${tail}`, { defaultValue: tail });
    const queueField = QUEUE_FIELDS.find((one) => one === head);
    if (queueField !== undefined) return t(`config.queues.${queueField}`);
    return t(`config.general.${head}`, { defaultValue: name });
  };
  const value = (of: unknown): string => {
    if (of === null || of === undefined || of === '') return t('none');
    if (typeof of === 'boolean') return t(of ? 'auditValue.yes' : 'auditValue.no');
    if (Array.isArray(of)) return of.every(isSpan) ? spansText(of) || t('none') : of.map(value).join(' · ');
    return typeof of === 'object' ? Object.values(of).map(value).join(' · ') : String(of as string | number);
  };
  return (change) => {
    const { queueType, field: name, before, after } = change;
    const what = queueType === null ? field(name) : `${ofQueue(queueType)}: ${field(name)}`;
    const words = (of: unknown): string => {
      const choice = choiceOf(name, of);
      return choice === null ? value(of) : t(`config.rules.choice.${choice}`);
    };
    return { what, before: words(before), after: words(after) };
  };
}

function isSpan(of: unknown): of is Span {
  return typeof of === 'object' && of !== null && 'from' in of && 'to' in of;
}
