import { useTranslation } from 'react-i18next';

import type { Page } from '@ticketero/contract';

interface Props {
  page: Page<unknown>;
  onPage: (page: number) => void;
}

export function MessagesPager({ page: { total, page, pageSize }, onPage }: Props) {
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
    <nav className="pager" aria-label={t('messages.pages')}>
      <p>{t('messages.range', { from: (page - 1) * pageSize + 1, to: Math.min(page * pageSize, total), total })}</p>
      {step(page - 1, 'messages.newer')}
      {step(page + 1, 'messages.older')}
    </nav>
  );
}
