import { useTranslation } from 'react-i18next';

import { MESSAGE_STATES } from '@ticketero/contract';

import { NumberSearch } from './number-search';
import type { MessagesQuery } from './use-messages';

type Filter = Pick<MessagesQuery, 'state' | 'numero'>;

interface Props {
  query: Filter;
  onChange: (change: Partial<Filter>) => void;
}

const STATES = [null, ...MESSAGE_STATES] as const;

export function MessagesFilter({ query, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="messages-filter">
      <NumberSearch
        numero={query.numero}
        onChange={(numero) => {
          onChange({ numero });
        }}
      />
      <div role="group" aria-label={t('messages.filter')} className="segments">
        {STATES.map((state) => (
          <button
            key={state}
            type="button"
            aria-pressed={state === query.state}
            onClick={() => {
              onChange({ state });
            }}
          >
            {t(`messageState.${state ?? 'all'}`)}
          </button>
        ))}
      </div>
    </div>
  );
}
