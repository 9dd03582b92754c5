import { useTranslation } from 'react-i18next';

import type { Page } from '@ticketero/contract';

interface Props {
  page: Page<unknown>;
  onPage: (page: number) => void;
  /** The first page holds what is oldest. */
  oldestFirst?: boolean;
}

export function Pager({ page: { total, page, pageSize }, onPage, oldestFirst = false }: Props) {
  const { t } = useTranslation();
  const pages = Math.ceil(total / pageSize);
  if (pages < 2) return null;
  const step = (to: number, key: string) => {
    const there = to >= 1 && to <= pages;
    return (
      // Not `disabled`: the focus would be lost with the last page.
      <button
        type="button"
        className="btn btn-plain btn-small"
        aria-disabled={!there}
        onClick={() => {
          if (there) onPage(to);
        }}
      >
        {t(key)}
      </button>
    );
  };
  return (
    <nav className="pager" aria-label={t('pager.pages')}>
      <p>{t('pager.range', { from: (page - 1) * pageSize + 1, to: Math.min(page * pageSize, total), total })}</p>
      {step(page - 1, oldestFirst ? 'pager.older' : 'pager.newer')}
      {step(page + 1, oldestFirst ? 'pager.newer' : 'pager.older')}
    </nav>
  );
}
