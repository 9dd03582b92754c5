import { useTranslation } from 'react-i18next';

import { waitShare } from './time';
import { useNow } from './use-now';

interface Props {
  since: string | null;
  targetMinutes: number;
  serverNow: () => number;
}

/** The oldest wait of a queue against its target, in words and as a bar. */
export function WaitBar({ since, targetMinutes, serverNow }: Props) {
  const { t } = useTranslation();
  const { minutes, share, tone } = waitShare(since, targetMinutes, useNow(serverNow));
  return (
    <div className={`wait tone-${tone}`}>
      <span className="wait-words">
        {since === null ? t('wait.nobody') : t('wait.oldest', { minutes, target: targetMinutes })}
      </span>
      <span className="bar" aria-hidden="true">
        <span className="bar-fill" style={{ transform: `scaleX(${String(share)})` }} />
      </span>
    </div>
  );
}
