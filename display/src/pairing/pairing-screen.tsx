import type { ReactNode } from 'react';

import type { DeviceIdentity } from '@ticketero/realtime-client';

import { Both } from '../i18n/both';
import { getTexts } from '../i18n/texts';
import { ageValues } from '../parts/age-text';
import { Mark } from '../parts/mark';

import { Keypad } from './keypad';
import { CODE_LENGTH, usePairingCode, type PairingStatus } from './use-pairing-code';
import { useTypedAnywhere } from './use-typed-anywhere';
import { useServerReachable } from './use-server-reachable';

export function PairingScreen(props: { revoked: boolean; onPaired: (identity: DeviceIdentity) => void }): ReactNode {
  const { code, status, change } = usePairingCode(props.onPaired);
  const reachable = useServerReachable();
  useTypedAnywhere({ onDigit: (digit) => change(code + digit), onErase: () => change(code.slice(0, -1)) });
  const places = Array.from({ length: CODE_LENGTH }, (_, place) => place);

  return (
    <main className="pairing" data-screen="pairing">
      <div className="pairing__intro">
        <Mark />
        <h1 className="pairing__title">
          <Both k="pairing.title" stacked />
        </h1>
        <p className="pairing__help">
          <Both k="pairing.help" stacked />
        </p>
        <Message status={status} reachable={reachable} revoked={props.revoked} />
      </div>
      <div className="pairing__entry">
        <div className="pairing__code" data-wrong={status.is === 'wrong'}>
          {places.map((place) => (
            <span key={place} className="pairing__digit" data-next={place === code.length} aria-hidden="true">
              {code[place] ?? ''}
            </span>
          ))}
          {/* One real field beneath the six boxes: keyboards, paste and screen readers meet an ordinary input. */}
          <input
            className="pairing__input"
            aria-label={getTexts().es('pairing.code')}
            aria-invalid={status.is === 'wrong'}
            aria-describedby="pairing-message"
            inputMode="none"
            autoComplete="one-time-code"
            autoFocus
            value={code}
            onChange={(event) => change(event.target.value)}
          />
        </div>
        <Keypad onDigit={(digit) => change(code + digit)} onErase={() => change(code.slice(0, -1))} />
      </div>
    </main>
  );
}

/** One message at a time: without a server nothing else can be mended here. */
function Message(props: { status: PairingStatus; reachable: boolean; revoked: boolean }): ReactNode {
  const { status } = props;
  const away = status.is === 'offline' || (!props.reachable && status.is !== 'checking');
  const shown = away ? 'offline' : status.is === 'typing' && props.revoked ? 'revoked' : status.is;
  return (
    <p className="pairing__message" id="pairing-message" role="status" data-kind={shown}>
      {shown !== 'typing' && (
        <Both k={`pairing.${shown}`} values={status.is === 'tooMany' ? ageValues(status.waitMs) : {}} stacked />
      )}
    </p>
  );
}
