import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { TelegramTestAnswer, TelegramView } from '@ticketero/contract';

import { saidIn } from '../common/said';
import { timeOfDay } from '../common/time';
import { usePolled } from '../common/use-polled';
import { FormFailureWords, SubmitButton } from '../session/form-parts';
import { useSession } from '../session/use-session';
import { useSubmit } from '../session/use-submit';
import { TextField } from './fields';
import { Heard } from './loaded';
import { placeLink } from './place';
import { State } from './state';

/** Whether messages go out, and one to try it (R9). */
export function Telegram() {
  const polled = usePolled<TelegramView>('/api/admin/telegram');
  return (
    <Heard polled={polled}>
      {(view) => (
        <>
          <Status view={view} />
          {view.status !== 'OFF' && <TestForm link={view.link} />}
        </>
      )}
    </Heard>
  );
}

const TONES = { UP: 'good', DOWN: 'bad', OFF: 'off' } as const;

function Status({ view }: { view: TelegramView }) {
  const { t, i18n } = useTranslation();
  const { status, mensaje, detail, botName, updates } = view;
  return (
    <div className="config-card">
      <h3>
        {t('config.telegram.bot')} <State tone={TONES[status]}>{t(`config.telegram.status.${status}`)}</State>
      </h3>
      {mensaje !== null && detail !== null && (
        <p className="config-note">{saidIn(i18n.language, { mensaje, detail })}</p>
      )}
      <dl className="config-facts">
        <div>
          <dt>{t('config.telegram.name')}</dt>
          <dd>{botName === null ? t('none') : `@${botName}`}</dd>
        </div>
        <div>
          <dt>{t('config.telegram.updates')}</dt>
          <dd>{updates === null ? t('none') : t(`config.telegram.by.${updates}`)}</dd>
        </div>
      </dl>
      <p className="soft">
        {t('config.telegram.whose')} <a href={placeLink('rules')}>{t('config.telegram.toRules')}</a>
      </p>
    </div>
  );
}

function TestForm({ link }: Pick<TelegramView, 'link'>) {
  const { t } = useTranslation();
  const { session } = useSession();
  const submit = useSubmit(['telefono']);
  const [telefono, setTelefono] = useState('');
  const [answer, setAnswer] = useState<TelegramTestAnswer | null>(null);
  return (
    <div className="config-card">
      <h3>{t('config.telegram.test')}</h3>
      <p className="soft">
        {t('config.telegram.testText')}{' '}
        {link !== null && (
          <a href={link} target="_blank" rel="noreferrer">
            {t('config.telegram.link')}
          </a>
        )}
      </p>
      <form
        className="config-form"
        noValidate
        aria-label={t('config.telegram.test')}
        onSubmit={(event) => {
          event.preventDefault();
          setAnswer(null);
          void submit.send(async () => {
            const body = telefono.trim() === '' ? {} : { telefono: telefono.trim() };
            setAnswer(
              await session.api.call<TelegramTestAnswer>('POST', '/api/admin/telegram/test', {
                body,
                timeoutMs: 30_000,
              }),
            );
          });
        }}
      >
        <div className="config-fields">
          <TextField
            id="telegram-phone"
            type="tel"
            autoComplete="off"
            maxLength={20}
            label={t('config.telegram.phone')}
            hint={t('config.telegram.phoneAbout')}
            wrong={submit.wrong('telefono')}
            value={telefono}
            onText={setTelefono}
          />
        </div>
        <div className="config-foot">
          <Outcome answer={answer} />
          <FormFailureWords failure={submit.failure} closedFor={submit.closedFor} />
          <div className="config-buttons">
            <SubmitButton
              label={t(telefono.trim() === '' ? 'config.telegram.ask' : 'config.telegram.send')}
              pending={submit.pending}
              closed={submit.closedFor > 0}
              wide={false}
            />
          </div>
        </div>
      </form>
    </div>
  );
}

function Outcome({ answer }: { answer: TelegramTestAnswer | null }) {
  const { language } = useTranslation().i18n;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return (
    <div role="status" className="config-changes">
      {answer && (
        <p className={`config-outcome-${answer.severity.toLowerCase()}`}>
          {saidIn(language, answer)} ({timeOfDay(answer.at, language, zone)})
        </p>
      )}
    </div>
  );
}
