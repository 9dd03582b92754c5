import type { CSSProperties, ReactNode } from 'react';

import type { CalledTicket } from '@ticketero/contract';
import { queueStyle } from '@ticketero/ui';

import { Both } from '../i18n/both';
import { Arrow, Check } from '../parts/mark';

import { historyRows } from './history-rows';

/** A number of more signs leaves no room beside it in letters of the usual size. */
const LONG = 4;

/** `hero` stands elsewhere; null: it is here with the others. */
export function History(props: { called: readonly CalledTicket[]; hero: CalledTicket | null }): ReactNode {
  const { rows, places } = historyRows(props.called, props.hero);
  return (
    <section className="history">
      <h2 className="history__title">
        <Both k="history.number" />
        <Both k="history.module" />
      </h2>
      <ol
        className="history__rows"
        data-wide={rows.some((call) => call.numero.length > LONG)}
        style={{ '--places': places } as CSSProperties}
      >
        {rows.map((call) => (
          <Row key={call.numero} call={call} />
        ))}
        {Array.from({ length: places - rows.length }, (_, place) => (
          <li key={`free-${place}`} className="call call--free" aria-hidden="true" />
        ))}
      </ol>
    </section>
  );
}

function Row({ call }: { call: CalledTicket }): ReactNode {
  return (
    <li
      className="call"
      data-called={call.numero}
      data-module={call.moduleNumber}
      data-serving={call.serving}
      style={queueStyle(call.queueType)}
    >
      <span className="call__number">{call.numero}</span>
      <span className="call__state">
        {call.serving ? <Arrow /> : <Check />}
        <Both k={call.serving ? 'history.serving' : 'history.served'} stacked />
      </span>
      <span className="call__module">{call.moduleNumber}</span>
    </li>
  );
}
