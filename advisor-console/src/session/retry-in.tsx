import { useTranslation } from 'react-i18next';

const IN_MINUTES_FROM = 90;

/** How long until the server listens again. Not for reading out each second: the sentence beside it says to wait. */
export function RetryIn({ seconds }: { seconds: number }) {
  const { t } = useTranslation();
  return (
    <span aria-hidden="true">
      {seconds < IN_MINUTES_FROM
        ? t('signIn.failure.tooManySeconds', { count: seconds })
        : t('signIn.failure.tooManyMinutes', { count: Math.ceil(seconds / 60) })}
    </span>
  );
}
