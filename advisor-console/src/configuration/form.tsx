import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import { FormFailureWords, SubmitButton } from '../session/form-parts';
import type { Change } from './draft';
import type { Form } from './use-form';

/** How a field and its values are told to who is about to save them. */
export interface FieldWords {
  label: string;
  show: (before: unknown, after: unknown) => string;
}
export type Words<T> = Record<keyof T & string, FieldWords>;

interface Props<T extends object> {
  form: Form<T>;
  words: Words<T>;
  /** What is made new has nothing that it was before. */
  isNew?: boolean;
  label: string;
  /** What the button says. */
  submit?: string;
  children: ReactNode;
}

/** So many changes stand in a few lines. */
const FEW = 4;

/** One form, one Save: what was changed stands above the button until it is saved or taken back. */
export function SaveForm<T extends object>({ form, words, isNew = false, label, submit, children }: Props<T>) {
  const { t } = useTranslation();
  const { changes, pending, closedFor } = form;
  const changed = changes.length > 0;
  return (
    <form className="config-form" aria-label={label} noValidate onSubmit={form.send}>
      {children}
      <Theirs changes={form.theirs} words={words} />
      <div className="config-foot" data-changed={changed ? (changes.length > FEW ? 'many' : 'few') : undefined}>
        {!isNew && (
          <div role="status" className="config-changes">
            {changed && (
              <>
                <p>{t('config.form.changes', { count: changes.length })}</p>
                <Changes changes={changes} words={words} />
              </>
            )}
          </div>
        )}
        <FormFailureWords failure={form.failure} closedFor={closedFor} />
        <div className="config-buttons">
          {changed && !isNew && (
            <button type="button" className="btn btn-plain" onClick={form.discard}>
              {t('config.form.discard')}
            </button>
          )}
          <SubmitButton
            label={submit ?? t('config.form.save')}
            pending={pending}
            closed={closedFor > 0 || !changed}
            wide={false}
          />
        </div>
      </div>
    </form>
  );
}

function Changes<T>({ changes, words }: { changes: Change<T>[]; words: Words<T> }) {
  return (
    <ul>
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          <strong>{words[field].label}</strong> {words[field].show(before, after)}
        </li>
      ))}
    </ul>
  );
}

/** Somebody else was here: nobody overwrites what they have not seen. */
function Theirs<T>({ changes, words }: { changes: Change<T>[]; words: Words<T> }) {
  const { t } = useTranslation();
  return (
    <div role="alert">
      {changes.length > 0 && (
        <div className="config-theirs">
          <p>{t('config.form.theirs')}</p>
          <Changes changes={changes} words={words} />
        </div>
      )}
    </div>
  );
}
