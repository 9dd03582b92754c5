import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { timeOfDay } from '../common/time';
import type { Commands } from './use-commands';

const SHOWN = 4;

/** Who was called and did not come, or left: who comes after all waits again by one press (R4 reinstate). */
export function Missed({ desk, commands }: { desk: Desk; commands: Commands }) {
  const { t, i18n } = useTranslation();
  const [pressed, setPressed] = useState<string | null>(null);
  if (desk.missed.length === 0) return null;
  const blocked = commands.blocked('reinstate');
  return (
    <section className="missed" aria-labelledby="missed-heading">
      <h2 id="missed-heading">{t('side.missed')}</h2>
      <ul>
        {desk.missed.slice(0, SHOWN).map(({ codigoReferencia, numero, queueType, calledAt }) => (
          <li key={codigoReferencia} style={queueStyle(queueType)}>
            <span className="queue-dot queue-mark" aria-hidden="true" />
            <strong>{numero}</strong>{' '}
            <span className="soft">
              {t('side.calledAt', { time: timeOfDay(calledAt, i18n.language, desk.timeZone) })}
            </span>
            <button
              type="button"
              className="btn btn-plain btn-small"
              aria-label={t('side.reinstateOne', { numero })}
              aria-busy={commands.pending === 'reinstate' && pressed === codigoReferencia}
              aria-disabled={blocked}
              onClick={() => {
                if (blocked) return;
                setPressed(codigoReferencia);
                commands.run({ kind: 'reinstate', codigoReferencia });
              }}
            >
              {t('side.reinstate')}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
