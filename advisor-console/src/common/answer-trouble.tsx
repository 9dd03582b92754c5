import { useTranslation } from 'react-i18next';

import { ListNoAnswer } from './list-parts';
import { saidIn } from './said';
import type { AnswerFailure } from './use-answer';

interface Props {
  failure: AnswerFailure;
  /** Whether something older stands below. */
  known: boolean;
  /** What is said then. */
  stale: string;
  /** What is said where nothing stands. */
  failed: string;
  onRetry: () => void;
}

/** Why what was asked for is not there: refused, in the server's words, or no answer. */
export function AnswerTrouble({ failure, known, stale, failed, onRetry }: Props) {
  const { i18n } = useTranslation();
  if (failure.kind === 'refused') {
    return (
      <p className="list-stale" role="alert">
        {saidIn(i18n.language, failure.said)}
      </p>
    );
  }
  if (known) {
    return (
      <p className="list-stale" role="status">
        {stale}
      </p>
    );
  }
  return <ListNoAnswer title={failed} onRetry={onRetry} />;
}
