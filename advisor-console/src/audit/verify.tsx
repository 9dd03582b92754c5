import { useTranslation } from 'react-i18next';

import { auditLink } from '../common/audit-link';
import { CloseIcon, ShieldIcon } from '../common/icons';
import { saidIn } from '../common/said';
import { secondOfDay } from '../common/time';
import { useNow } from '../common/use-now';
import { RetryIn } from '../session/retry-in';
import type { Reader } from './field-words';
import type { VerifyState } from './use-verify';

export function VerifyButton({ state, onStart }: { state: VerifyState; onStart: () => void }) {
  const { t } = useTranslation();
  const running = state.phase === 'running';
  return (
    <button type="button" className="btn btn-plain btn-tool" aria-busy={running} onClick={onStart}>
      {running ? <span className="spinner" aria-hidden="true" /> : <ShieldIcon />}
      {t(running ? 'verify.running' : 'verify.start')}
    </button>
  );
}

interface Props {
  state: VerifyState;
  reader: Reader;
  onDismiss: () => void;
}

/** What came of the walk. The region is always there, so that its words are read out when they come. */
export function VerifyResult({ state, reader, onDismiss }: Props) {
  const { t } = useTranslation();
  const tone = toneOf(state);
  const wrong = tone === 'bad';
  const words = state.phase !== 'idle' && (
    <div className={`verify verify-${tone}`}>
      <ShieldIcon />
      <div className="verify-words">
        <Words state={state} reader={reader} />
      </div>
      {state.phase !== 'running' && (
        <button type="button" className="icon-button" aria-label={t('verify.close')} onClick={onDismiss}>
          <CloseIcon />
        </button>
      )}
    </div>
  );
  return (
    <>
      <div role="alert">{wrong && words}</div>
      <div role="status">{!wrong && words}</div>
    </>
  );
}

function toneOf(state: VerifyState): 'good' | 'bad' | 'calm' | 'warn' {
  if (state.phase === 'done') return state.result.valid ? 'good' : 'bad';
  return state.phase === 'running' ? 'calm' : 'warn';
}

function Words({ state, reader }: Omit<Props, 'onDismiss'>) {
  const { t, i18n } = useTranslation();
  switch (state.phase) {
    case 'running':
      return <Running since={state.since} />;
    case 'done':
      return <Done state={state} reader={reader} />;
    case 'busy':
      return <Busy until={state.until} />;
    case 'silent':
      return <p>{t('verify.silent')}</p>;
    case 'refused':
      return <p>{saidIn(i18n.language, state.said)}</p>;
    case 'idle':
      return null;
  }
}

function Running({ since }: { since: number }) {
  const { t } = useTranslation();
  const seconds = Math.max(0, Math.floor((useNow(Date.now) - since) / 1_000));
  return (
    <p>
      <strong>{t('verify.running')}</strong> {t('verify.runningText')}{' '}
      <span aria-hidden="true">{t('verify.seconds', { count: seconds })}</span>
    </p>
  );
}

function Done({ state, reader }: { state: VerifyState & { phase: 'done' }; reader: Reader }) {
  const { t } = useTranslation();
  const { language, timeZone } = reader;
  const { events, valid, firstInvalidId } = state.result;
  const count = new Intl.NumberFormat(language, { useGrouping: 'always' }).format(events);
  const tookSeconds = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(state.tookMs / 1_000);
  const time = secondOfDay(new Date(state.at).toISOString(), language, timeZone);
  const when = t('verify.when', { time, tookSeconds });
  if (valid) {
    return (
      <p>
        <strong>{t('verify.whole', { count: events, events: count })}</strong>{' '}
        <span className="verify-when">{when}</span>
      </p>
    );
  }
  const broken = firstInvalidId === null ? 'verify.counts' : 'verify.broken';
  return (
    <>
      <p>
        <strong>{t(broken, { id: firstInvalidId })}</strong> {t(`${broken}Text`, { events: count })}{' '}
        <span className="verify-when">{when}</span>
      </p>
      {firstInvalidId !== null && <a href={auditLink({ id: firstInvalidId })}>{t('verify.show')}</a>}
    </>
  );
}

function Busy({ until }: { until: number }) {
  const { t } = useTranslation();
  const seconds = Math.max(0, Math.ceil((until - useNow(Date.now)) / 1_000));
  return (
    <p>
      {t(seconds > 0 ? 'verify.busy' : 'verify.again')} {seconds > 0 && <RetryIn seconds={seconds} />}
    </p>
  );
}
