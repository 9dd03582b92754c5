import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

import { SearchIcon } from '../common/icons';

interface Props {
  numero: string;
  onChange: (numero: string) => void;
}

/** While somebody types nothing is asked. */
const PAUSE_MS = 300;
const NUMERO_LENGTH = 10;

export function NumberSearch({ numero, onChange }: Props) {
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
      onChange(wanted);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
    // A new function with each drawing: what counts is what was typed.
  }, [typed, numero]);

  return (
    <label className="search">
      <SearchIcon />
      <span className="sr-only">{t('list.search')}</span>
      <input
        type="search"
        maxLength={NUMERO_LENGTH}
        autoComplete="off"
        spellCheck={false}
        placeholder={t('list.searchExample')}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
        }}
      />
    </label>
  );
}
