import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { StaffTelegram, StaffTelegramLink } from '@ticketero/contract';

import { failureNotice } from '../common/failure';
import { useSay } from '../common/notices';
import { dayAndTime } from '../common/time';
import { useAct } from '../common/use-act';
import { usePolled } from '../common/use-polled';
import { useSession } from '../session/use-session';

const PATH = '/api/auth/telegram';

/** Where a supervisor is told of alerts apart from the console. Nothing, where the installation has no bot. */
export function AlertChat() {
  const { t, i18n } = useTranslation();
  const { answer, refresh } = usePolled<StaffTelegram>(PATH);
  if (!answer?.available) return null;
  const { linkedAt } = answer;
  return (
    <section className="account-card" aria-labelledby="account-chat">
      <h2 id="account-chat">{t('alertChat.title')}</h2>
      <p className="soft">{t('alertChat.text')}</p>
      <div role="status">
        {linkedAt !== null && <p>{t('alertChat.linked', { time: dayAndTime(linkedAt, i18n.language) })}</p>}
      </div>
      {linkedAt === null ? <Link /> : <Unlink refresh={refresh} />}
    </section>
  );
}

/** The link opens the bot, on this machine or, copied, on another. */
function Link() {
  const { t, i18n } = useTranslation();
  const { session } = useSession();
  const say = useSay();
  const [asking, setAsking] = useState(false);
  const [made, setMade] = useState<StaffTelegramLink | null>(null);

  async function ask(): Promise<void> {
    if (asking) return;
    setAsking(true);
    try {
      setMade(await session.api.call<StaffTelegramLink>('POST', PATH));
    } catch (error) {
      say(failureNotice(error));
    }
    setAsking(false);
  }

  return (
    <>
      <button type="button" className="btn btn-plain" aria-busy={asking} onClick={() => void ask()}>
        {asking && <span className="spinner" aria-hidden="true" />}
        {t(made?.link ? 'alertChat.again' : 'alertChat.link')}
      </button>
      <div role="status">
        {made?.link && made.expiresAt && (
          <p className="alert-chat-link">
            <a href={made.link} target="_blank" rel="noreferrer">
              {t('alertChat.open')}
            </a>{' '}
            <span className="soft">{t('alertChat.until', { time: dayAndTime(made.expiresAt, i18n.language) })}</span>
          </p>
        )}
      </div>
    </>
  );
}

function Unlink({ refresh }: { refresh: () => Promise<void> }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { pending, act } = useAct<string>(refresh);
  return (
    <button
      type="button"
      className="btn btn-plain"
      aria-busy={pending !== null}
      onClick={() => {
        act(PATH, () => session.api.call('DELETE', PATH), { tone: 'info', key: 'alertChat.unlinked' });
      }}
    >
      {t('alertChat.unlink')}
    </button>
  );
}
