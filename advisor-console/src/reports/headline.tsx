import { useTranslation } from 'react-i18next';

import type { ReportFigures } from '@ticketero/contract';

import { headlines, type Verdict } from './headlines';
import { figureWords, type Teller } from './words';

interface Props {
  total: ReportFigures;
  /** Null: not known yet. */
  before: ReportFigures | null;
  teller: Teller;
}

const TONE: Record<Verdict, string> = {
  better: 'tone-good',
  worse: 'tone-bad',
  more: 'tone-even',
  less: 'tone-even',
  same: 'tone-even',
};

/** What to read first, with the period before beside it. */
export function HeadlineFigures({ total, before, teller }: Props) {
  const { t } = useTranslation();
  return (
    <dl className="headlines">
      {headlines(total, before).map(({ name, unit, value, before: past, verdict, direction }) => (
        <div key={name} className="headline">
          <dt>{t(`headline.${name}`)}</dt>
          <dd className="headline-value">
            {figureWords(value, unit, teller)}
            {verdict !== null && (
              <span className={`headline-verdict ${TONE[verdict]}`} data-direction={direction}>
                {t(`headline.verdict.${verdict}`)}
              </span>
            )}
          </dd>
          <dd className="headline-before">
            {past === null ? t('headline.noBefore') : t('headline.before', { value: figureWords(past, unit, teller) })}
          </dd>
        </div>
      ))}
    </dl>
  );
}
