import { useRef, type ReactNode } from 'react';

import type { Board, CalledTicket } from '@ticketero/contract';
import { queueName, queueStyle } from '@ticketero/ui';

import type { Announcement } from '../announce/announcer';
import { Both } from '../i18n/both';
import { getTexts } from '../i18n/texts';
import { Check } from '../parts/mark';
import { useFitted } from '../parts/use-fitted';

import { recallText } from '../announce/recall-text';

/** The latest call, as large as the panel allows. */
export function HeroPanel(props: {
  call: CalledTicket;
  announcement: Announcement | null;
  queues: Board['waiting'];
}): ReactNode {
  const { call, announcement } = props;
  const queue = props.queues.find((one) => one.queueType === call.queueType);
  return (
    <section
      // A new key draws the panel anew, which starts the animation again for two calls in a row.
      key={announcement?.key ?? 'resting'}
      className="hero"
      aria-label={getTexts().es('hero.region')}
      data-phase={announcement ? 'announcing' : 'resting'}
      data-recall={announcement !== null && announcement.recallCount > 0}
      data-serving={call.serving}
      style={queueStyle(call.queueType)}
    >
      <div className="hero__inside">
        <div className="hero__top">
          <p className="hero__status">
            <Status announcement={announcement} />
          </p>
          {!announcement && !call.serving && (
            <p className="hero__served">
              <Check />
              <Both k="hero.served" />
            </p>
          )}
          {queue && <p className="hero__queue">{queueName(queue, 'es')}</p>}
        </div>
        <p className="hero__number">
          <span className="unseen">{getTexts().es('hero.number')} </span>
          <Fitted numero={call.numero} />
        </p>
        <p className="hero__module">
          <span className="hero__label">
            <Both k="hero.module" stacked />
          </span>
          <span className="hero__desk" data-hero-module>
            {call.moduleNumber}
          </span>
        </p>
      </div>
    </section>
  );
}

/** As large as its place allows, whatever the letter and however many digits. */
function Fitted({ numero }: { numero: string }): ReactNode {
  const text = useRef<HTMLSpanElement>(null);
  useFitted(text, numero);
  return (
    <span ref={text} className="hero__fitted" data-hero-numero>
      {numero}
    </span>
  );
}

function Status(props: { announcement: Announcement | null }): ReactNode {
  if (!props.announcement) return <Both k="hero.last" />;
  if (props.announcement.recallCount === 0) return <Both k="hero.calling" />;
  const { key, count } = recallText(props.announcement.recallCount);
  return <Both k={key} values={{ count }} />;
}
