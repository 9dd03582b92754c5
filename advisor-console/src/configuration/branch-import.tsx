import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import type { BranchFile, ImportAnswer } from '@ticketero/contract';

import { FormFailureWords } from '../session/form-parts';
import { useSession } from '../session/use-session';
import { useSubmit } from '../session/use-submit';
import { useChangeWords } from './change-words';
import { SelectField } from './fields';
import { placeLink } from './place';
import { readBranchFile } from './read-branch-file';
import type { Tell } from './saved';
import { useScope } from './scope';
import { useUnsaved } from './unsaved';

/** What was chosen, what it would change, and the way to do it. */
function useImport(tell: Tell) {
  const { session } = useSession();
  const submit = useSubmit([]);
  const [file, setFile] = useState<BranchFile | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const [code, setCode] = useState('');
  const [answer, setAnswer] = useState<ImportAnswer | null>(null);
  useUnsaved(answer !== null && !answer.applied && answer.changes.length > 0);

  const ask = (wanted: BranchFile, into: string, version: string | null) => {
    const body = { file: wanted, code: into, dryRun: version === null, ...(version === null ? {} : { version }) };
    return session.api.call<ImportAnswer>('POST', '/api/admin/branches/import', { body });
  };
  const look = (wanted: BranchFile, into: string) => {
    setCode(into);
    setAnswer(null);
    void submit.send(async () => {
      setAnswer(await ask(wanted, into, null));
    });
  };
  const choose = async (chosen: File | undefined) => {
    const read = chosen ? readBranchFile(await chosen.text()) : null;
    setUnreadable(read === null);
    setFile(read);
    setAnswer(null);
    if (read === null) return;
    look(read, read.code);
  };
  const apply = () => {
    if (file === null || answer === null) return;
    void submit
      .send(async () => {
        const done = await ask(file, code, answer.version ?? '');
        setAnswer(done);
        tell('config.import.done', { name: file.name }, { entityType: 'BRANCH', branch: done.code });
      })
      .then((done) => {
        // Something has changed since: what the file would change now is another thing.
        if (!done) void ask(file, code, null).then(setAnswer, () => undefined);
      });
  };
  return { submit, file, unreadable, code, answer, look, choose, apply };
}

/** A file is looked at first: what it would change is shown, and nothing is changed until somebody says so. */
export function BranchImport({ tell }: { tell: Tell }) {
  const { t } = useTranslation();
  const { branch } = useScope();
  const { submit, file, unreadable, code, answer, look, choose, apply } = useImport(tell);
  return (
    <div className="config-card">
      <h3>{t('config.import.title')}</h3>
      <p className="soft">{t('config.import.text')}</p>
      <label className="btn btn-plain config-file">
        {t('config.import.file')}
        <input
          type="file"
          className="sr-only"
          accept=".json,application/json"
          aria-invalid={unreadable}
          onChange={(event) => {
            void choose(event.target.files?.[0]);
          }}
        />
      </label>
      <div role="alert">{unreadable && <p className="field-wrong">{t('config.import.unreadable')}</p>}</div>
      {file !== null && branch !== null && branch !== file.code && (
        <SelectField
          id="import-into"
          label={t('config.import.into')}
          wrong={null}
          value={code}
          choices={[file.code, branch].map((one) => ({ value: one, label: one }))}
          onChoose={(into) => {
            look(file, into);
          }}
        />
      )}
      <FormFailureWords failure={submit.failure} closedFor={submit.closedFor} />
      {file !== null && answer !== null && (
        <Outcome file={file} answer={answer} pending={submit.pending} onApply={apply} />
      )}
    </div>
  );
}

interface OutcomeProps {
  file: BranchFile;
  answer: ImportAnswer;
  pending: boolean;
  onApply: () => void;
}

function Outcome({ file, answer, pending, onApply }: OutcomeProps) {
  const { t } = useTranslation();
  const { code, created, applied, changes } = answer;
  if (applied) {
    return (
      <p role="status">
        {t('config.import.applied', { code })} <a href={placeLink('branches')}>{t('config.backToList')}</a>
      </p>
    );
  }
  return (
    <>
      <p role="status" className="config-note">
        {created
          ? t('config.import.new', { code })
          : changes.length === 0
            ? t('config.import.same', { code })
            : t('config.import.changes', { code, count: changes.length })}
      </p>
      {!created && changes.length > 0 && <Changes changes={changes} queues={file.queues} />}
      {(created || changes.length > 0) && (
        <div className="config-buttons">
          <button type="button" className="btn btn-primary" aria-busy={pending} onClick={onApply}>
            {t('config.import.apply')}
          </button>
        </div>
      )}
    </>
  );
}

function Changes({ changes, queues }: Pick<ImportAnswer, 'changes'> & Pick<BranchFile, 'queues'>) {
  const { t } = useTranslation();
  const words = useChangeWords(queues);
  return (
    <table className="config-table config-import">
      <thead>
        <tr>
          <th scope="col">{t('config.import.what')}</th>
          <th scope="col">{t('config.import.before')}</th>
          <th scope="col">{t('config.import.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => {
          const { what, before, after } = words(change);
          return (
            <tr key={`${change.queueType ?? ''} ${change.field}`}>
              <th scope="row">{what}</th>
              <td data-label={t('config.import.before')}>{before}</td>
              <td data-label={t('config.import.after')}>{after}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
