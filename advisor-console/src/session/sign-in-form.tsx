import { useRef, useState, type ComponentProps, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import { saidIn } from '../common/said';
import { SubmitButton } from './form-parts';
import { PasswordField } from './password-field';
import { RetryIn } from './retry-in';
import type { SignInFailure } from './sign-in-failure';
import { useSignIn } from './use-sign-in';

type Missing = 'email' | 'password' | null;

export function SignInForm() {
  const { t } = useTranslation();
  const { pending, failure, closedFor, send } = useSignIn();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState<Missing>(null);
  const emailField = useRef<HTMLInputElement>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  function submit(event: SubmitEvent): void {
    event.preventDefault();
    if (pending || closedFor > 0) return;
    const first = email.trim() === '' ? 'email' : password === '' ? 'password' : null;
    setMissing(first);
    if (first !== null) {
      (first === 'email' ? emailField : passwordField).current?.focus();
      return;
    }
    void send(email.trim(), password).then((done) => {
      if (!done) passwordField.current?.select();
    });
  }

  const field = (name: Exclude<Missing, null>): ComponentProps<'input'> => ({
    id: name,
    'aria-invalid': missing === name || failure?.kind === 'wrong',
    'aria-describedby': 'sign-in-failure',
  });
  return (
    <form onSubmit={submit} noValidate>
      <div className="field">
        <label htmlFor="email">{t('signIn.email')}</label>
        <input
          {...field('email')}
          ref={emailField}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          value={email}
          onChange={(event) => {
            setEmail(event.target.value);
          }}
        />
      </div>
      <PasswordField
        {...field('password')}
        label={t('signIn.password')}
        ref={passwordField}
        value={password}
        onText={setPassword}
      />
      <div>
        <FailureWords missing={missing} failure={failure} closedFor={closedFor} />
        <SubmitButton label={t('signIn.submit')} pending={pending} closed={closedFor > 0} />
      </div>
    </form>
  );
}

interface FailureProps {
  missing: Missing;
  failure: SignInFailure | null;
  closedFor: number;
}

function FailureWords({ missing, failure, closedFor }: FailureProps) {
  const { t, i18n } = useTranslation();
  return (
    <div id="sign-in-failure" role="alert" className="sign-in-failure">
      {missing ? (
        <p>{t(`signIn.missing.${missing}`)}</p>
      ) : failure?.kind === 'words' ? (
        <p>{saidIn(i18n.language, failure.said)}</p>
      ) : failure?.kind === 'tooMany' ? (
        <p>
          {t(closedFor > 0 ? 'signIn.failure.tooMany' : 'signIn.failure.tryAgain')}{' '}
          {closedFor > 0 && <RetryIn seconds={closedFor} />}
        </p>
      ) : (
        failure && <p>{t(`signIn.failure.${failure.kind}`)}</p>
      )}
    </div>
  );
}
