import type { KioskState } from '@ticketero/contract';
import type { Api, LinkView } from '@ticketero/realtime-client';
import type { Dispatch, ReactNode } from 'react';

import { newKey } from './flow/new-key';
import type { Flow, FlowEvent } from './flow/screens';
import { AskCancelScreen, CancelledScreen } from './screens/cancel-screen';
import { ClosedScreen } from './screens/closed-screen';
import { FindScreen } from './screens/find-screen';
import { IdScreen } from './screens/id-screen';
import { BusyScreen, ClosedNotice, NoticeScreen } from './screens/notice-screen';
import { NotFoundScreen } from './screens/not-found-screen';
import { PhoneScreen } from './screens/phone-screen';
import { PreferentialScreen } from './screens/preferential-screen';
import { QueuesScreen } from './screens/queues-screen';
import { TicketScreen } from './screens/ticket-screen';
import { WaitingScreen } from './screens/waiting-screen';

interface FlowScreenProps {
  flow: Flow;
  state: KioskState;
  view: LinkView<KioskState> & { serverNow: () => number };
  api: Api;
  dispatch: Dispatch<FlowEvent>;
  /** Back to the start, for the next customer. */
  onEnd: () => void;
}

/** The screen of a moment of the flow. */
export function FlowScreen(props: FlowScreenProps): ReactNode {
  const { flow, state, api, dispatch, onEnd } = props;
  const look = () => dispatch({ type: 'find', rutCheck: state.rutCheck });
  switch (flow.screen) {
    case 'queues':
      return <First {...props} onFind={look} />;
    case 'id':
      return <IdScreen flow={flow} dispatch={dispatch} />;
    case 'phone':
      return <PhoneScreen flow={flow} dispatch={dispatch} />;
    case 'preferential':
      return <PreferentialScreen draft={flow.draft} dispatch={dispatch} />;
    case 'sending':
      return <WaitingScreen key={flow.screen} asked={flow} onCancel={onEnd} />;
    case 'looking':
      return <WaitingScreen key={flow.screen} asked={flow} onCancel={() => dispatch({ type: 'back' })} />;
    case 'cancelling':
      return <WaitingScreen key={flow.screen} asked={flow} onCancel={null} />;
    case 'result':
    case 'active':
    case 'found':
      return (
        <TicketScreen
          key={flow.screen}
          kind={flow.screen}
          ticket={flow.ticket}
          branch={state.branch}
          api={api}
          onCancel={(ticket) => dispatch({ type: 'askCancel', ticket })}
          onEnd={onEnd}
        />
      );
    case 'find':
      return <FindScreen flow={flow} dispatch={dispatch} />;
    case 'notFound':
      return <NotFoundScreen last={flow.last} onAgain={look} onEnd={onEnd} />;
    case 'askCancel':
      return <AskCancelScreen numero={flow.ticket.numero} dispatch={dispatch} />;
    case 'cancelled':
      return <CancelledScreen numero={flow.numero} onEnd={onEnd} />;
    case 'message':
      return <Told {...props} flow={flow} />;
  }
}

function First({ state, view, dispatch, onFind }: FlowScreenProps & { onFind: () => void }): ReactNode {
  const { rutCheck, phoneFormat, telegram } = state;
  if (!state.branch.open) return <ClosedScreen branch={state.branch} serverNow={view.serverNow} onFind={onFind} />;
  return (
    <QueuesScreen
      branchName={state.branch.name}
      queues={state.queues}
      waitsKnown={view.link !== 'stale'}
      onChoose={(queue) =>
        dispatch({ type: 'choose', queue, key: newKey(), rules: { rutCheck, phoneFormat, telegram } })
      }
      onFind={onFind}
    />
  );
}

function Told(props: FlowScreenProps & { flow: Extract<Flow, { screen: 'message' }> }): ReactNode {
  const { state, view, dispatch, onEnd } = props;
  const { notice } = props.flow;
  if (notice.kind === 'busy') {
    return <BusyScreen seconds={notice.seconds} onRetry={() => dispatch({ type: 'next' })} onEnd={onEnd} />;
  }
  if (notice.kind === 'closed' && !state.branch.open) {
    return <ClosedNotice branch={state.branch} serverNow={view.serverNow} onEnd={onEnd} />;
  }
  return <NoticeScreen key={notice.kind} kind={notice.kind} onEnd={onEnd} />;
}
