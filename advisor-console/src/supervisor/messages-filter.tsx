import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { MESSAGE_STATES } from '@ticketero/contract';

import { SearchIcon } from '../common/icons';
import type { MessagesQuery } from './use-messages';

type Filter = Pick<MessagesQuery, 'state' | 'numero'>;

interface Props {
  query: Filter;
  onChange: (change: Partial<Filter>) => void;
}

const STATES = [null, ...MESSAGE_STATES] as const;
/** While somebody types nothing is asked. */
const PAUSE_MS = 300;
const NUMERO_LENGTH = 10;

export function MessagesFilter({ query, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <div className="messages-filter">
      <Search numero={query.numero} onChange={onChange} />
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

function Search({ numero, onChange }: { numero: string; onChange: Props['onChange'] }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(numero);
  const [shown, setShown] = useState(numero);
  // Emptied from outside, by the button that shows all again.
  if (shown !== numero) {
    setShown(numero);
    setTyped(numero);
  }

  useEffect(() => {
    const wanted = typed.trim().toUpperCase();
    if (wanted === numero) return;
    const timer = setTimeout(() => {
      setShown(wanted);
      onChange({ numero: wanted });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
    // A new function with each drawing: what counts is what was typed.
  }, [typed, numero]);

  return (
    <label className="search">
      <SearchIcon />
      <span className="sr-only">{t('messages.search')}</span>
      <input
        type="search"
        maxLength={NUMERO_LENGTH}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('messages.searchExample')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
    </label>
  );
}
