import { useTranslation } from 'react-i18next';

interface Props {
  /** Which alert, for who does not see where the button stands. */
  what: (string | null)[];
  busy: boolean;
  onPress: () => void;
}

/** "Me encargo": the others see who. */
export function AcknowledgeButton({ what, busy, onPress }: Props) {
  const { t } = useTranslation();
  return (
    <button
      type="button"
      className="btn btn-plain btn-small"
      aria-label={t('alerts.acknowledgeOne', { what: what.filter(Boolean).join(', ') })}
      aria-busy={busy}
      onClick={onPress}
    >
      {busy && <span className="spinner" aria-hidden="true" />}
      {t('alerts.acknowledge')}
    </button>
  );
}
