import { useTranslation } from 'react-i18next';

import { useNow } from '../common/use-now';
import type { Polled } from '../common/use-polled';

/** What stands where a list would: the same in each view, in its own words. */
export function ListLoading({ text }: { text: string }) {
  return (
    <p className="supervisor-waiting">
      <span className="spinner" aria-hidden="true" />
      {text}
    </p>
  );
}

export function ListNoAnswer({ title, onRetry }: { title: string; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="messages-note" role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      <p>{t('app.keepsTrying')}</p>
      <button type="button" className="btn btn-plain" onClick={onRetry}>
        {t('list.again')}
      </button>
    </div>
  );
}

interface EmptyProps {
  title: string;
  text: string;
  /** Takes the filter away, where it is what leaves nothing. */
  onAll: (() => void) | null;
}

export function ListEmpty({ title, text, onAll }: EmptyProps) {
  const { t } = useTranslation();
  return (
    <div className="messages-note">
      <p>
        <strong>{title}</strong>
      </p>
      {onAll ? (
        <button type="button" className="btn btn-plain" onClick={onAll}>
          {t('list.showAll')}
        </button>
      ) : (
        <p>{text}</p>
      )}
    </div>
  );
}

/** An old table is better than none, as long as it says how old it is. */
export function Staleness({ failed, heardAt }: Pick<Polled<unknown>, 'failed' | 'heardAt'>) {
  const { t } = useTranslation();
  const seconds = Math.max(0, Math.round((useNow(Date.now) - heardAt) / 1_000));
  return (
    <div role="status">
      {failed && (
        <p className="messages-stale">
          {t('list.stale')} <span aria-hidden="true">{t('link.staleAge', { seconds })}</span>
        </p>
      )}
    </div>
  );
}

interface HeadProps<Column extends string> {
  columns: readonly Column[];
  /** Of a column: its text, and what its cells are called in the styles. */
  title: (column: Column) => string;
  cells: string;
}

/** The head of a table whose last column holds what can be done with a row. */
export function TableHead<Column extends string>({ columns, title, cells }: HeadProps<Column>) {
  const { t } = useTranslation();
  return (
    <thead>
      <tr>
        {columns.map((name) => (
          <th key={name} scope="col" className={`${cells}-${name}`}>
            {title(name)}
          </th>
        ))}
        <th scope="col">
          <span className="sr-only">{t('column.actions')}</span>
        </th>
      </tr>
    </thead>
  );
}
