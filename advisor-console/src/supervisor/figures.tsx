import { useTranslation } from 'react-i18next';

import type { Dashboard } from '@ticketero/contract';

const TICKETS = ['enEspera', 'proximo', 'atendiendo', 'completadosHoy', 'noAtendidosHoy', 'canceladosHoy'] as const;
const ADVISORS = ['available', 'busy', 'offline'] as const;

export function Figures({ dashboard }: { dashboard: Dashboard }) {
  const { t } = useTranslation();
  const { ticketsSummary } = dashboard;
  // The queues' cards count everybody who waits, PROXIMO or not: this figure is their sum.
  const figures = { ...ticketsSummary, enEspera: ticketsSummary.enEspera + ticketsSummary.proximo };
  return (
    <section className="figures" aria-label={t('supervisor.figures')}>
      <dl className="figures-group">
        {TICKETS.map((name) => (
          <div key={name} className={`figure figure-${name}`}>
            <dt>{t(`figure.${name}`)}</dt>
            <dd>{figures[name]}</dd>
          </div>
        ))}
      </dl>
      <dl className="figures-group figures-advisors">
        {ADVISORS.map((name) => (
          <div key={name} className={`figure figure-${name}`}>
            <dt>
              <span className={`dot dot-${name}`} aria-hidden="true" />
              {t(`figure.${name}`)}
            </dt>
            <dd>{dashboard.advisorsSummary[name]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
