import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk } from '@ticketero/contract';

import { reasonLabel } from '../common/offline-reason';
import { keepModule, keptModule } from '../common/preferences';
import { minutesBetween } from '../common/time';
import { useNow } from '../common/use-now';
import { READY_KEY } from './actions';
import { ActionButton } from './action-button';
import { chosenModule, moduleChoices } from './modules';
import type { Commands } from './use-commands';
import { useKeys } from './use-keys';

interface Props {
  desk: Desk;
  serverNow: () => number;
  commands: Commands;
}

export function OfflineScreen({ desk, serverNow, commands }: Props) {
  const { t } = useTranslation();
  const { advisor, settings } = desk;
  const [pressed, setPressed] = useState<number | null>(null);
  const chosen = chosenModule(settings, [pressed, advisor.moduleNumber, keptModule(advisor.id)]);

  const ready = () => {
    if (chosen === null) return;
    keepModule(advisor.id, chosen);
    commands.run({ kind: 'ready', moduleNumber: chosen });
  };
  useKeys([{ key: READY_KEY, press: ready }]);

  return (
    <div className="offline">
      <OfflineSince desk={desk} serverNow={serverNow} />
      <h1>{t('offline.title', { name: advisor.name.split(' ')[0] })}</h1>
      <h2 id="module-heading">{t('offline.chooseModule')}</h2>
      <div className="modules" role="group" aria-labelledby="module-heading">
        {moduleChoices(settings).map(({ moduleNumber, taken }) => (
          <button
            key={moduleNumber}
            type="button"
            className="module"
            aria-pressed={moduleNumber === chosen}
            disabled={taken}
            onClick={() => {
              setPressed(moduleNumber);
            }}
          >
            <span className="module-word">{t('offline.module')} </span>
            <span className="module-number">{moduleNumber}</span>
            {taken && <span className="module-taken"> {t('offline.taken')}</span>}
          </button>
        ))}
      </div>
      <ActionButton
        rank="primary"
        label={t('offline.ready')}
        shortcut={READY_KEY}
        detail={chosen === null ? t('offline.chooseFirst') : undefined}
        pending={commands.pending === 'ready'}
        blocked={commands.blocked('ready')}
        off={chosen === null}
        onPress={ready}
      />
    </div>
  );
}

function OfflineSince({ desk: { advisor }, serverNow }: Pick<Props, 'desk' | 'serverNow'>) {
  const { t } = useTranslation();
  const minutes = minutesBetween(advisor.statusSince, useNow(serverNow));
  return (
    <p className="phase phase-offline">
      <span className="phase-dot" aria-hidden="true" />
      {advisor.reason
        ? t('offline.since', { reason: reasonLabel(t, advisor.reason), count: minutes })
        : t('phase.offline')}
    </p>
  );
}
