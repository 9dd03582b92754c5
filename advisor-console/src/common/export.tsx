import { useTranslation } from 'react-i18next';

import '../styles/export.css';
import { bytesWords } from './download';
import { CloseIcon, DownloadIcon } from './icons';
import { saidIn } from './said';
import type { Downloading } from './use-download';

interface Choice {
  label: string;
  /** Where the server gives the file. */
  path: string;
  /** Where the server gives no name. */
  fileName: string;
}

interface Props {
  file: Downloading;
  choices: readonly Choice[];
}

/** A button for each file that there is; while one comes, how much of it has come. */
export function ExportButtons({ file: { state, start, cancel }, choices }: Props) {
  const { t, i18n } = useTranslation();
  if (state.phase !== 'running') {
    return choices.map(({ label, path, fileName }) => (
      <button
        key={label}
        type="button"
        className="btn btn-plain btn-tool"
        onClick={() => {
          start(path, fileName);
        }}
      >
        <DownloadIcon />
        {label}
      </button>
    ));
  }
  return (
    <span className="export-running">
      <span className="spinner" aria-hidden="true" />
      <span role="status">{t('export.running')}</span>
      <span className="export-bytes">{bytesWords(state.bytes, i18n.language)}</span>
      <button type="button" className="btn btn-quiet btn-small" onClick={cancel}>
        {t('export.cancel')}
      </button>
    </span>
  );
}

/** How it ended; nothing to read where it was called off. */
export function ExportResult({ file: { state, dismiss } }: Pick<Props, 'file'>) {
  const { t, i18n } = useTranslation();
  const ended = state.phase === 'done' || state.phase === 'silent' || state.phase === 'refused';
  return (
    <div role="status">
      {ended && (
        <div className={`verify verify-${state.phase === 'done' ? 'calm' : 'warn'}`}>
          <DownloadIcon />
          <p className="verify-words">
            {state.phase === 'done' && t('export.done', { size: bytesWords(state.bytes, i18n.language) })}
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
