import type { KioskState } from '@ticketero/contract';
import { createApi, openingChangesAt, useLink, useNewVersion, type LinkView } from '@ticketero/realtime-client';
import { useCallback, useEffect, useMemo, useReducer, useRef, type Dispatch } from 'react';

import { resetComfort, useComfortAsked } from './comfort/comfort';
import { ComfortBar } from './comfort/comfort-bar';
import type { Device } from './device/use-device';
import { reduce } from './flow/flow';
import { noLonger } from './flow/no-longer';
import { START, type Flow, type FlowEvent } from './flow/screens';
import { useRequests } from './flow/use-requests';
import { offer } from './i18n/offered';
import { useLanguage } from './i18n/use-language';
import { FlowScreen } from './flow-screen';
import { IdleGuard } from './parts/idle-guard';
import { LinkBanner } from './parts/link-banner';
import { ConnectingScreen } from './screens/connecting-screen';
import { StateScreen } from './screens/notice-screen';

const IDLE_SECONDS = 30;
/** Longer while it retries: somebody may well wait for the network; nobody should get a number after leaving. */
const WAITING_SECONDS = 60;
/** The screens that hold what somebody has typed or said. */
const ASKING = new Set<Flow['screen']>(['id', 'phone', 'preferential', 'find', 'askCancel']);
const WAITING = new Set<Flow['screen']>(['sending', 'looking', 'cancelling']);

/** A paired kiosk: the branch as the server tells it, and the one customer in front of it. */
export function Kiosk({ device }: { device: Device }) {
  const view = useLink('kiosk', {
    namespace: 'kiosk',
    auth: () => ({ token: device.token() ?? '' }),
    onRefused: device.socketRefused,
    changesAt: openingChangesAt,
  });
  const [flow, dispatch] = useReducer(reduce, START);
  const { language, first, setLanguage } = useLanguage();
  useBranchLanguages(view.state, flow.screen === START.screen);
  const api = useMemo(() => createApi({ token: device.token, renew: device.renew }), [device.token, device.renew]);
  useRequests(api, flow, dispatch, language);
  useNoLonger(flow, view, dispatch);
  useNewVersion('/kiosk/', view.link === 'live', flow.screen === 'queues');

  /** Of the customer who was here nothing stays: not what they typed, nor how they like to read (R13). */
  const restart = useCallback(() => {
    setLanguage(first);
    resetComfort();
    dispatch({ type: 'restart' });
  }, [setLanguage, first]);
  const ending = useRef(restart);
  useEffect(() => {
    ending.current = restart;
  });
  useEffect(() => () => ending.current(), []);

  if (view.link === 'incompatible') return <StateScreen kind="updating" />;
  if (view.state === null) return <ConnectingScreen />;
  // The screen says it itself, larger.
  const saysSo = 'failures' in flow && flow.failures > 0;
  return (
    <>
      {!saysSo && <LinkBanner link={view.link} silentMs={view.silentMs} typing={ASKING.has(flow.screen)} />}
      <FlowScreen flow={flow} state={view.state} view={view} api={api} dispatch={dispatch} onEnd={restart} />
      <ComfortBar />
      <Idle flow={flow} onEnd={restart} />
    </>
  );
}

/** What the branch offers, at once; a kiosk that nobody is using begins in it, and nobody reads on in what is not offered. */
function useBranchLanguages(state: KioskState | null, nobody: boolean): void {
  const { language, languages, first, setLanguage } = useLanguage();
  useEffect(() => {
    if (state) offer(state.language, state.languages);
  }, [state]);
  const begun = useRef(first);
  useEffect(() => {
    if ((begun.current !== first && nobody) || !languages.includes(language)) setLanguage(first);
    begun.current = first;
  }, [first, languages, language, nobody, setLanguage]);
}

/** A customer in the middle of their steps is told at once when no number can come of them any more. */
function useNoLonger(flow: Flow, view: LinkView<KioskState>, dispatch: Dispatch<FlowEvent>): void {
  const why = noLonger(flow, view.state);
  useEffect(() => {
    if (why) dispatch({ type: 'noLonger', why });
  }, [why, dispatch]);
}

/** Every screen ends by itself; those that say so in their own way do it themselves. */
function Idle({ flow, onEnd }: { flow: Flow; onEnd: () => void }) {
  const { language, first } = useLanguage();
  const asked = useComfortAsked();
  const changed = asked || language !== first;
  const waits = WAITING.has(flow.screen) || (flow.screen === 'message' && flow.again !== null);
  if (waits) return <IdleGuard key="waiting" seconds={WAITING_SECONDS} onEnd={onEnd} />;
  const asks = ASKING.has(flow.screen) || (flow.screen === 'queues' && changed);
  return asks ? <IdleGuard key={flow.screen} seconds={IDLE_SECONDS} onEnd={onEnd} /> : null;
}
