import { useTranslation } from 'react-i18next';

import { SearchIcon } from '../common/icons';
import { useTyped } from '../common/use-typed';

interface Props {
  numero: string;
  onChange: (numero: string) => void;
}

const NUMERO_LENGTH = 10;

export function NumberSearch({ numero, onChange }: Props) {
  const { t } = useTranslation();
  const { typed, setTyped } = useTyped(numero, (text) => text.trim().toUpperCase(), onChange);
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
