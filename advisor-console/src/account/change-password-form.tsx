import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

import type { SignedInUser } from '@ticketero/contract';

import { FormFailureWords, SubmitButton } from '../session/form-parts';
import { PasswordField } from '../session/password-field';
import { useSession } from '../session/use-session';
import { useSubmit } from '../session/use-submit';
import { NewPasswordFields } from './new-password-fields';
import { firstMissing } from './rules';

interface Props {
  user: SignedInUser;
  onDone: () => void;
}

const FIELDS = ['currentPassword', 'newPassword'];

export function ChangePasswordForm({ user, onDone }: Props) {
  const { t } = useTranslation();
  const { session } = useSession();
  const submit = useSubmit(FIELDS);
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [repeat, setRepeat] = useState('');
  const [tried, setTried] = useState(false);
  const currentWrong = submit.wrong('currentPassword');

  function send(event: SubmitEvent<HTMLFormElement>): void {
    event.preventDefault();
    const form = event.currentTarget;
    const focusOn = (name: string) => form.querySelector<HTMLElement>(`#change-${name}`)?.focus();
    setTried(true);
    const missing = current === '' ? 'current' : firstMissing(next, repeat, user);
    if (missing !== null) {
      focusOn(missing);
      return;
    }
    void submit
      .send(() => session.changePassword(current, next))
      .then((done) => {
        if (!done) return;
        setCurrent('');
        setNext('');
        setRepeat('');
        setTried(false);
        onDone();
      });
  }

  return (
    <form onSubmit={send} noValidate>
      {/* For the browser's keeper of passwords: whose it is. */}
      <input type="text" autoComplete="username" value={user.email} readOnly hidden />
      <PasswordField
        id="change-current"
        label={t('password.current')}
        value={current}
        onText={setCurrent}
        wrong={currentWrong !== null ? currentWrong : tried && current === '' ? t('password.missing.current') : null}
      />
      <NewPasswordFields
        id="change"
        owner={user}
        next={next}
        repeat={repeat}
        onNext={setNext}
        onRepeat={setRepeat}
        tried={tried}
        wrong={submit.wrong('newPassword')}
      />
      <div>
        <FormFailureWords failure={submit.failure} closedFor={submit.closedFor} />
        <SubmitButton label={t('password.submit')} pending={submit.pending} closed={submit.closedFor > 0} />
      </div>
    </form>
  );
}
