import { useId } from 'react';
import { useTranslation } from 'react-i18next';

import { CONFIGURATION_LIMITS as LIMITS } from '@ticketero/contract';

import { useSession } from '../session/use-session';
import { Act } from './act';
import type { PartProps } from './configuration';
import { changedPart } from './draft';
import { NumberField, TextField } from './fields';
import { SaveForm, type Words } from './form';
import { wholeNumber } from './numbers';
import type { Tell } from './saved';
import { plain } from './show';
import { State } from './state';
import { OfBranch, type BranchInHand } from './use-branch';
import { useForm } from './use-form';

interface Draft {
  name: string;
  timeZone: string;
  moduleCount: string;
}

/** What the branch is called, its clock, its desks, and whether it works at all. */
export function General({ tell }: PartProps) {
  return (
    <OfBranch tell={tell}>
      {(hand) => (
        <>
          <GeneralForm {...hand} />
          <Whole {...hand} tell={tell} />
        </>
      )}
    </OfBranch>
  );
}

function GeneralForm({ configuration, refresh, save }: BranchInHand) {
  const { t } = useTranslation();
  const { code, name, timeZone, moduleCount } = configuration;
  const form = useForm<Draft>({
    truth: { name, timeZone, moduleCount: String(moduleCount) },
    missing: (draft) => ({
      name: draft.name.trim() === '' ? 'config.missing.name' : null,
      timeZone: draft.timeZone.trim() === '' ? 'config.missing.timeZone' : null,
      moduleCount: wholeNumber(draft.moduleCount, LIMITS.moduleCount) === null ? 'config.missing.figure' : null,
    }),
    refresh,
    save: (draft, base) => {
      const { moduleCount: modules, ...part } = changedPart(base, draft);
      return save({ ...part, ...(modules === undefined ? {} : { moduleCount: Number(modules) }) });
    },
  });
  const words: Words<Draft> = {
    name: plain(t, t('config.general.name')),
    timeZone: plain(t, t('config.general.timeZone')),
    moduleCount: plain(t, t('config.general.moduleCount')),
  };
  const about = (field: keyof Draft) => {
    const lacks = form.lacks(field);
    return {
      id: `general-${field}`,
      label: t(`config.general.${field}`),
      hint: t(`config.general.about.${field}`),
      wrong: lacks === null ? form.refused(field) : t(lacks, { ...LIMITS.moduleCount }),
      value: form.draft[field],
      onText: (text: string) => {
        form.change({ [field]: text });
      },
    };
  };
  const zones = useId();
  return (
    <div className="config-card">
      <h3>
        {name} {!configuration.active && <State tone="off">{t('config.general.off')}</State>}
      </h3>
      <p className="soft">{t('config.general.codeIs', { code })}</p>
      <SaveForm form={form} words={words} label={t('config.section.general')}>
        <div className="config-fields">
          <TextField {...about('name')} autoComplete="off" />
          <TextField {...about('timeZone')} autoComplete="off" maxLength={60} list={zones} />
          <datalist id={zones}>
            {Intl.supportedValuesOf('timeZone').map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          <NumberField {...about('moduleCount')} unit={t('config.general.modules')} />
        </div>
      </SaveForm>
    </div>
  );
}

/** Nothing that has a history is deleted. */
function Whole({ configuration: { code, name, active }, refresh, tell }: BranchInHand & { tell: Tell }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const path = `/api/admin/branches/${encodeURIComponent(code)}`;
  const done = (key: 'config.general.disabled' | 'config.general.enabled') => {
    tell(key, { name }, { entityType: 'BRANCH' });
  };
  return (
    <div className="config-card">
      <h3>{t('config.general.wholeTitle')}</h3>
      <p className="soft">{t('config.general.wholeText')}</p>
      <div className="config-acts">
        {active ? (
          <Act
            label={t('config.general.disable')}
            tone="bad"
            ask={{ title: t('config.general.ask.title', { name }), outcome: t('config.general.ask.outcome') }}
            refresh={refresh}
            run={() => session.api.call('DELETE', path)}
            onDone={() => {
              done('config.general.disabled');
            }}
          />
        ) : (
          <Act
            label={t('config.general.enable')}
            refresh={refresh}
            run={() => session.api.call('PUT', path, { body: { active: true } })}
            onDone={() => {
              done('config.general.enabled');
            }}
          />
        )}
      </div>
    </div>
  );
}
