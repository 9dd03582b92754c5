import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { useNow } from '../common/use-now';
import { formFailure, type FormFailure } from './form-failure';

export interface Submit {
  pending: boolean;
  failure: FormFailure | null;
  /** Seconds until the server takes another attempt. */
  closedFor: number;
  /** What the server has against a field: in its own Spanish words, to others in ours. */
  wrong: (field: string) => string | null;
  /** False when it failed, or is under way, or the server wants us to wait. */
  send: (work: () => Promise<void>) => Promise<boolean>;
}

/** One form that is sent: once at a time, and with what the server had against it. */
export function useSubmit(fields: readonly string[]): Submit {
  const { t, i18n } = useTranslation();
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<FormFailure | null>(null);
  const now = useNow(Date.now);
  const closedFor = failure?.kind === 'tooMany' ? Math.max(0, Math.ceil((failure.until - now) / 1_000)) : 0;

  return {
    pending,
    failure,
    closedFor,
    wrong: (field) => {
      const wrong = failure?.kind === 'fields' ? failure.fields[field] : undefined;
      if (wrong === undefined) return null;
      return i18n.language === 'es' ? wrong : t(`form.wrong.${field}`, { defaultValue: t('form.wrong.other') });
    },
    send: async (work) => {
      if (pending || closedFor > 0) return false;
      setPending(true);
      setFailure(null);
      try {
        await work();
        return true;
      } catch (error) {
        setFailure(formFailure(error, fields, Date.now()));
        return false;
      } finally {
        setPending(false);
      }
    },
  };
}
