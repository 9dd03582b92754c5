import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { Desk as DeskState, SignedInUser } from '@ticketero/contract';
import { setTitle } from '@ticketero/ui';

import { AlertingPreferences } from '../attention/alerting-preferences';
import { useAttention } from '../attention/use-attention';
import { keepAlerting, keptAlerting } from '../common/preferences';
import { TopBar } from '../common/top-bar';
import { useCalmReload } from '../common/use-calm-reload';
import '../styles/desk.css';
import '../styles/work.css';
import '../styles/offline.css';
import '../styles/action-bar.css';
import '../styles/more-bar.css';
import '../styles/side-panel.css';
import { phaseOf } from './actions';
import { Announcer } from './announcer';
import { SidePanel } from './side-panel';
import { useCommands, type Commands } from './use-commands';
import { useDesk, type LiveDesk } from './use-desk';
import { Work } from './work';

export function Desk({ user }: { user: SignedInUser }) {
  const { t } = useTranslation();
  const [alerting, setAlerting] = useState(() => keptAlerting(user.id));
  const live = useDesk(user);
  const commands = useCommands(live);
  // With a customer in hand it waits.
  useCalmReload(live.health.link, live.desk !== null && live.desk.current === null && !commands.busy);
  useAttention(live.desk, alerting, commands.busy);

  const { desk, health } = live;
  const numero = desk?.current?.numero;
  useEffect(() => {
    setTitle(numero ? `${numero} · ${t('app.title')}` : t('app.title'));
  }, [numero, t]);

  const moduleNumber = desk && desk.advisor.status !== 'OFFLINE' ? desk.advisor.moduleNumber : null;
  return (
    <div className="frame">
      <TopBar
        user={user}
        health={health}
        place={moduleNumber !== null && <span className="top-place">{t('desk.module', { moduleNumber })}</span>}
      >
        <AlertingPreferences
          alerting={alerting}
          onChange={(next) => {
            keepAlerting(user.id, next);
            setAlerting(next);
          }}
        />
      </TopBar>
      {desk ? <OpenDesk desk={desk} live={live} commands={commands} /> : <Waiting />}
    </div>
  );
}

interface OpenProps {
  desk: DeskState;
  live: LiveDesk;
  commands: Commands;
}

const SCREENS = {
  offline: 'desk-offline',
  available: 'desk-available',
  called: 'desk-busy',
  serving: 'desk-busy',
  closing: 'desk-busy',
} as const;

function OpenDesk({ desk, live, commands }: OpenProps) {
  const main = useRef<HTMLElement>(null);
  const phase = phaseOf(desk);

  useEffect(() => {
    // What had the focus is gone with the last screen: it goes to the one thing to do on this one.
    if (document.activeElement === null || document.activeElement === document.body) {
      main.current?.querySelector<HTMLElement>('[data-primary]')?.focus({ preventScroll: true });
    }
  }, [phase]);

  return (
    <main className="desk" data-screen={SCREENS[phase]} data-phase={phase} data-reach={live.reach} ref={main}>
      <Announcer desk={desk} />
      <Work desk={desk} phase={phase} serverNow={live.serverNow} commands={commands} silentMs={live.health.silentMs} />
      <SidePanel desk={desk} serverNow={live.serverNow} commands={commands} />
    </main>
  );
}

function Waiting() {
  const { t } = useTranslation();
  return (
    <main className="desk-waiting">
      <span className="spinner" aria-hidden="true" />
      <h1>{t('desk.connecting')}</h1>
    </main>
  );
}
