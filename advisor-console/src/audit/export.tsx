import { useTranslation } from 'react-i18next';

import { CloseIcon, DownloadIcon } from '../common/icons';
import { saidIn } from '../common/said';
import { bytesWords } from './download';
import type { Export } from './use-export';

interface Props {
  file: Export;
  language: string;
  onStart: () => void;
}

export function ExportButton({ file: { state, cancel }, language, onStart }: Props) {
  const { t } = useTranslation();
  if (state.phase !== 'running') {
    return (
      <button type="button" className="btn btn-plain btn-tool" onClick={onStart}>
        <DownloadIcon />
        {t('export.start')}
      </button>
    );
  }
  return (
    <span className="export-running">
      <span className="spinner" aria-hidden="true" />
      <span role="status">{t('export.running')}</span>
      <span className="export-bytes">{bytesWords(state.bytes, language)}</span>
      <button type="button" className="btn btn-quiet btn-small" onClick={cancel}>
        {t('export.cancel')}
      </button>
    </span>
  );
}

/** How it ended; nothing to read where it was called off. */
export function ExportResult({ file: { state, dismiss }, language }: Omit<Props, 'onStart'>) {
  const { t, i18n } = useTranslation();
  const ended = state.phase === 'done' || state.phase === 'silent' || state.phase === 'refused';
  return (
    <div role="status">
      {ended && (
        <div className={`verify verify-${state.phase === 'done' ? 'calm' : 'warn'}`}>
          <DownloadIcon />
          <p className="verify-words">
            {state.phase === 'done' && t('export.done', { size: bytesWords(state.bytes, language) })}
            {state.phase === 'silent' && t('export.silent')}
            {state.phase === 'refused' &&
              (state.said === null ? t('export.refused') : saidIn(i18n.language, state.said))}
          </p>
          <button type="button" className="icon-button" aria-label={t('notice.close')} onClick={dismiss}>
            <CloseIcon />
          </button>
        </div>
      )}
    </div>
  );
}
