import type { ReactNode } from 'react';

import { getTexts } from '../i18n/texts';

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

export function Keypad(props: { onDigit: (digit: string) => void; onErase: () => void }): ReactNode {
  return (
    // A pressed key must not take the focus from the code, or a keyboard beside it goes dead.
    <div className="keypad" onMouseDown={(event) => event.preventDefault()}>
      {DIGITS.map((digit) => (
        <button key={digit} type="button" className="keypad__key" onClick={() => props.onDigit(digit)}>
          {digit}
        </button>
      ))}
      <button
        type="button"
        className="keypad__key keypad__key--erase"
        aria-label={getTexts().es('pairing.erase')}
        onClick={props.onErase}
      >
        <svg viewBox="0 0 32 24" aria-hidden="true">
          <path d="M11 3h17v18H11L3 12z M16 8.5l7 7 M23 8.5l-7 7" />
        </svg>
      </button>
    </div>
  );
}
