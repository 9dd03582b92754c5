import { useEffect, useState, type ComponentProps, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { ApiError } from '@ticketero/realtime-client';
import { setTitle } from '@ticketero/ui';

import '../i18n/account';
import { Card } from '../session/card';
import { FormFailureWords, SubmitButton } from '../session/form-parts';
import { TextField } from '../session/text-field';
import { useSession } from '../session/use-session';
import { useSubmit } from '../session/use-submit';
import '../styles/account.css';
import { NewPasswordFields } from './new-password-fields';
import { firstMissing } from './rules';

const FIELDS = ['email', 'name', 'password'];

/** The first administrator of a new installation, by the link that the server printed where it was started. */
export function Setup({ token }: { token: string }) {
  const { t } = useTranslation();
  const [spent, setSpent] = useState(false);
  useEffect(() => {
    setTitle(t('setup.pageTitle'));
  }, [t]);
  return (
    <Card screen="setup">
      {spent ? (
        <div role="alert">
          <h1>{t('setup.spentTitle')}</h1>
          <p className="soft">{t('setup.spentText')}</p>
          <a className="btn btn-primary btn-wide setup-onward" href="#/">
            {t('setup.toSignIn')}
          </a>
        </div>
      ) : (
        <>
          <h1>{t('setup.title')}</h1>
          <p className="soft">{t('setup.text')}</p>
          <SetupForm
            token={token}
            onSpent={() => {
              setSpent(true);
            }}
          />
        </>
      )}
    </Card>
  );
}

function SetupForm({ token, onSpent }: { token: string; onSpent: () => void }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const submit = useSubmit(FIELDS);
  const [person, setPerson] = useState({ email: '', name: '' });
  const [password, setPassword] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    setTried(true);
    const missing =
      person.email.trim() === ''
        ? 'email'
        : person.name.trim() === ''
          ? 'name'
          : firstMissing(password, repeat, person);
    if (missing !== null) {
      form.querySelector<HTMLElement>(`#setup-${missing}`)?.focus();
      return;
    }
    const work = () => session.setUp({ token, email: person.email.trim(), name: person.name.trim(), password });
    void submit
      .send(async () => {
        await work().catch((error: unknown) => {
          if (error instanceof ApiError && error.problem.campos?.['token'] !== undefined) onSpent();
          throw error;
        });
      })
      .then((done) => {
        // The link is used up, and its secret need not stay in the address.
        if (done) location.replace('#/');
      });
  }

  const field = (name: 'email' | 'name', input: ComponentProps<'input'>) => (
    <TextField
      {...input}
      id={`setup-${name}`}
      label={t(`setup.${name}`)}
      value={person[name]}
      wrong={submit.wrong(name) ?? (tried && person[name].trim() === '' ? t(`setup.missing.${name}`) : null)}
      onText={(text) => {
        setPerson({ ...person, [name]: text });
      }}
    />
  );
  return (
    <form onSubmit={send} noValidate>
      {field('email', { type: 'email', autoComplete: 'username', autoCapitalize: 'none', autoFocus: true })}
      {field('name', { autoComplete: 'name' })}
      <NewPasswordFields
        id="setup"
        owner={person}
        next={password}
        repeat={repeat}
        onNext={setPassword}
        onRepeat={setRepeat}
        tried={tried}
        wrong={submit.wrong('password')}
      />
      <div>
        <FormFailureWords failure={submit.failure} closedFor={submit.closedFor} />
        <SubmitButton label={t('setup.submit')} pending={submit.pending} closed={submit.closedFor > 0} />
      </div>
    </form>
  );
}
