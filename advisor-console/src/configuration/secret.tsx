import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface Secret {
  email: string;
  password: string;
}

/** A temporary password, which the server tells this once: it is read out or copied, and then gone. */
export function SecretNote({ secret, onClose }: { secret: Secret; onClose: () => void }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState<'yes' | 'no' | null>(null);
  const region = useRef<HTMLElement>(null);
  useEffect(() => {
    region.current?.focus();
  }, []);
  return (
    <section className="config-secret" aria-labelledby="config-secret" ref={region} tabIndex={-1}>
      <h3 id="config-secret">{t('config.secret.title', { email: secret.email })}</h3>
      <p className="config-secret-row">
        <code>{secret.password}</code>
        <button
          type="button"
          className="btn btn-primary"
          onClick={() => {
            copy(secret.password).then(
              () => {
                setCopied('yes');
              },
              () => {
                setCopied('no');
              },
            );
          }}
        >
          {t('config.secret.copy')}
        </button>
        <span role="status" className="config-secret-copied">
          {copied !== null && t(`config.secret.copied.${copied}`)}
        </span>
      </p>
      <p>{t('config.secret.text')}</p>
      <button type="button" className="btn btn-plain btn-small" onClick={onClose}>
        {t('config.secret.close')}
      </button>
    </section>
  );
}

/** The clipboard is there on https and localhost only; elsewhere it is read from the screen. */
async function copy(text: string): Promise<void> {
  const { clipboard } = navigator as { clipboard?: Clipboard };
  if (!clipboard) throw new Error('no clipboard here');
  await clipboard.writeText(text);
}
