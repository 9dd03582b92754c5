import { useEffect, useRef, type ReactNode } from 'react';

import type { BranchOpening } from '@ticketero/contract';
import { BankMark } from '@ticketero/ui';

import { dayName, timeOfDay } from '../parts/clock';
import { Mark } from '../parts/mark';
import { useNow } from '../parts/use-now';

/** So long a finger rests on the clock until it means something: nobody does that by chance. */
const HELD_MS = 1_200;

export function Header(props: {
  branch: BranchOpening;
  serverNow: () => number;
  /** Staff held the clock. */
  onClockHeld: () => void;
  children: ReactNode;
}): ReactNode {
  const { branch } = props;
  const held = useRef<ReturnType<typeof setTimeout>>(undefined);
  const letGo = () => clearTimeout(held.current);
  useEffect(() => () => clearTimeout(held.current), []);
  const now = useNow(props.serverNow);
  return (
    <header className="header">
      <BankMark>
        <Mark />
      </BankMark>
      <h1 className="header__branch">{branch.name}</h1>
      <div className="header__hints">{props.children}</div>
      <p className="header__date">
        <span>{dayName(now, branch.timeZone, 'es')}</span>
        <span className="header__date-en" lang="en">
          {dayName(now, branch.timeZone, 'en')}
        </span>
      </p>
      <time
        className="header__clock"
        dateTime={new Date(now).toISOString()}
        onPointerDown={() => (held.current = setTimeout(props.onClockHeld, HELD_MS))}
        onPointerUp={letGo}
        onPointerLeave={letGo}
      >
        {timeOfDay(now, branch.timeZone)}
      </time>
    </header>
  );
}
