import { createApi, openingChangesAt, useLink } from '@ticketero/realtime-client';
import { useCallback, useMemo, useReducer, type ReactNode } from 'react';

import type { Device } from './device/use-device';
import { reduce, START, type Flow } from './flow/flow';
import { newKey } from './flow/new-key';
import { useIssue } from './flow/use-issue';
import { useLanguage } from './i18n/use-language';
import { IdleGuard } from './parts/idle-guard';
import { LinkBanner } from './parts/link-banner';
import { ClosedScreen } from './screens/closed-screen';
import { ConnectingScreen } from './screens/connecting-screen';
import { IdScreen } from './screens/id-screen';
import { NoticeScreen } from './screens/notice-screen';
import { PhoneScreen } from './screens/phone-screen';
import { PreferentialScreen } from './screens/preferential-screen';
import { QueuesScreen } from './screens/queues-screen';
import { SendingScreen } from './screens/sending-screen';
import { TicketScreen } from './screens/ticket-screen';

const IDLE_SECONDS = 30;
/** The steps that hold what somebody has typed or said. */
const ASKING = new Set<Flow['screen']>(['id', 'phone', 'preferential']);
/** Longer while it retries: somebody may well wait for the network; nobody should get a number after leaving. */
const SENDING_SECONDS = 60;

/** A paired kiosk: the branch as the server tells it, and the one customer in front of it. */
export function Kiosk({ device }: { device: Device }) {
  const view = useLink('kiosk', {
    namespace: 'kiosk',
    auth: () => ({ token: device.token() ?? '' }),
    onRefused: device.socketRefused,
    changesAt: openingChangesAt,
  });
  const [flow, dispatch] = useReducer(reduce, START);
  const { language, setLanguage } = useLanguage();
  const api = useMemo(() => createApi({ token: device.token, renew: device.renew }), [device.token, device.renew]);
  useIssue(api, flow, dispatch, language);

  const restart = useCallback(() => {
    setLanguage('es');
    dispatch({ type: 'restart' });
  }, [setLanguage]);

  if (view.link === 'incompatible') return <NoticeScreen kind="updating" />;
  const { state } = view;
  if (state === null) return <ConnectingScreen />;
  const { rutCheck, phoneFormat, telegram } = state;

  const idle = (seconds: number) => <IdleGuard key={flow.screen} seconds={seconds} onEnd={restart} />;

  function screen(): ReactNode {
    if (state === null) return null;
    switch (flow.screen) {
      case 'queues':
        if (!state.branch.open) return <ClosedScreen branch={state.branch} serverNow={view.serverNow} />;
        return (
          <QueuesScreen
            branchName={state.branch.name}
            queues={state.queues}
            waitsKnown={view.link !== 'stale'}
            onChoose={(queue) =>
              dispatch({ type: 'choose', queue, key: newKey(), rules: { rutCheck, phoneFormat, telegram } })
            }
          />
        );
      case 'id':
        return <IdScreen draft={flow.draft} problem={flow.problem} dispatch={dispatch} />;
      case 'phone':
        return <PhoneScreen draft={flow.draft} problem={flow.problem} dispatch={dispatch} />;
      case 'preferential':
        return <PreferentialScreen draft={flow.draft} dispatch={dispatch} />;
      case 'sending':
        return <SendingScreen offline={flow.failures > 0} onCancel={restart} />;
      case 'result':
      case 'active':
        return <TicketScreen kind={flow.screen} ticket={flow.ticket} branch={state.branch} onEnd={restart} />;
      case 'message':
        return (
          <NoticeScreen
            key={flow.notice.kind}
            kind={flow.notice.kind}
            retryIn={flow.notice.kind === 'busy' ? flow.notice.seconds : undefined}
            onRetry={() => dispatch({ type: 'next' })}
            onEnd={restart}
          />
        );
    }
  }

  return (
    <>
      <LinkBanner link={view.link} silentMs={view.silentMs} />
      {screen()}
      {(ASKING.has(flow.screen) || (flow.screen === 'queues' && language !== 'es')) && idle(IDLE_SECONDS)}
      {flow.screen === 'sending' && idle(SENDING_SECONDS)}
    </>
  );
}
