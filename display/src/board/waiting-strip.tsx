import type { CSSProperties, ReactNode } from 'react';

import type { Board } from '@ticketero/contract';
import { queueName, queueStyle } from '@ticketero/ui';

import { Both } from '../i18n/both';
import { getTexts } from '../i18n/texts';

/** More queues than this stand in two rows: below a quarter of the width a name is no longer read from afar. */
const IN_ONE_ROW = 5;

export function WaitingStrip(props: { queues: Board['waiting'] }): ReactNode {
  const { queues } = props;
  const columns = queues.length <= IN_ONE_ROW ? queues.length : Math.ceil(queues.length / 2);
  return (
    <section className="waiting" aria-label={getTexts().es('waiting.region')}>
      <ul className="waiting__queues" style={{ '--columns': columns } as CSSProperties}>
        {queues.map((queue) => (
          <li
            key={queue.queueType}
            className="queue"
            data-queue={queue.queueType}
            data-empty={queue.waiting === 0}
            style={queueStyle(queue.queueType)}
          >
            <span className="queue__prefix queue-mark">{queue.prefix}</span>
            <span className="queue__name">{queueName(queue, 'es')}</span>
            <span className="queue__unit">
              <Both k="waiting.unit" />
            </span>
            <span className="queue__count">{queue.waiting}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
