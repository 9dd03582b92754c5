import { useTranslation } from 'react-i18next';

import { Dialog } from '../common/dialog';

interface Props {
  numero: string;
  /** The one in hand, which is completed first. */
  current: string | null;
  onPick: () => void;
  onClose: () => void;
}

/** Out of order is possible where the branch allows it (R7), and never by a slip of the hand. */
export function PickDialog({ numero, current, onPick, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      title={t('pick.title', { numero })}
      submit={t('pick.submit', { numero })}
      outcome={current === null ? t('pick.outcome', { numero }) : t('pick.outcomeAfter', { numero, current })}
      missing={null}
      onSubmit={onPick}
      onClose={onClose}
    />
  );
}
