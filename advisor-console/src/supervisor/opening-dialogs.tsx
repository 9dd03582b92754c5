import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchStatus } from '@ticketero/contract';

import { Dialog } from '../common/dialog';
import { TextField } from '../common/text-field';
import { textOf } from './step-in';

const LENGTH = 200;

interface Props {
  title: string;
  submit: string;
  outcome: string;
  onClose: () => void;
  onSubmit: (said: { reason: string; text?: string }) => void;
}

/** Why, for the audit; and what customers read meanwhile. */
function ClosingDialog({ onSubmit, ...words }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  const [text, setText] = useState('');
  return (
    <Dialog
      {...words}
      tone="bad"
      missing={reason.trim() === '' ? t('ticketAsk.noReason') : null}
      onSubmit={() => {
        onSubmit({ reason: reason.trim(), ...textOf(text) });
      }}
    >
      <TextField label={t('ticketAsk.reason')} value={reason} max={LENGTH} onChange={setReason} required first />
      <TextField
        label={t('closeAsk.text')}
        example={t('closeAsk.textExample')}
        value={text}
        max={LENGTH}
        onChange={setText}
      />
    </Dialog>
  );
}

/** R1: the kiosk stops offering it; who waits is still served. `queue`: as the reader calls it. */
export function CloseQueueDialog({
  queue,
  waiting,
  ...rest
}: Pick<Props, 'onClose' | 'onSubmit'> & { queue: string; waiting: number }) {
  const { t } = useTranslation();
  return (
    <ClosingDialog
      {...rest}
      title={t('closeAsk.queue.title', { queue })}
      submit={t('closeAsk.queue.submit', { queue })}
      outcome={t('closeAsk.queue.outcome', { count: waiting })}
    />
  );
}

export function CloseBranchDialog({
  status,
  ...rest
}: Pick<Props, 'onClose' | 'onSubmit'> & { status: Exclude<BranchStatus, 'OPEN'> }) {
  const { t } = useTranslation();
  return (
    <ClosingDialog
      {...rest}
      title={t(`closeAsk.${status}.title`)}
      submit={t(`closeAsk.${status}.submit`)}
      outcome={t(`closeAsk.${status}.outcome`)}
    />
  );
}
