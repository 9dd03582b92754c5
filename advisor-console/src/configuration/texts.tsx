import { useTranslation } from 'react-i18next';

import { LANGUAGES, NOTICES_MAX } from '@ticketero/contract';

import type { PartProps } from './configuration';
import { TextField } from './fields';
import { SaveForm, type Words } from './form';
import { listed, worded } from './show';
import {
  CLOSED_TEXTS,
  inOneLine,
  NO_TEXT,
  TEXT_MAX,
  textsChange,
  textsDraft,
  type TextsDraft,
  type Typed,
} from './texts-draft';
import { OfBranch, type BranchInHand } from './use-branch';
import { useForm, type Form } from './use-form';

/** What people read while the branch gives no numbers, and what passes on the lobby screen. */
export function Texts({ tell }: PartProps) {
  return <OfBranch tell={tell}>{(hand) => <TextsForm {...hand} />}</OfBranch>;
}

function TextsForm({ configuration, refresh, save }: BranchInHand) {
  const { t } = useTranslation();
  const words = useTextWords();
  const form = useForm({
    truth: textsDraft(configuration.texts),
    alsoNamed: CLOSED_TEXTS.flatMap((field) => LANGUAGES.map((language) => `texts.${field}.${language}`)),
    refresh,
    save: (draft, base) => save({ texts: textsChange(base, draft) }),
  });
  return (
    <div className="config-card">
      <SaveForm form={form} words={words} label={t('config.section.texts')}>
        {CLOSED_TEXTS.map((field) => (
          <TwoTexts
            key={field}
            id={`text-${field}`}
            legend={t(`config.texts.${field}`)}
            hint={t(`config.texts.about.${field}`)}
            text={form.draft[field]}
            refused={(language) => form.refused(`texts.${field}.${language}`)}
            onChange={(text) => {
              form.change({ [field]: text });
            }}
          />
        ))}
        <Notices form={form} />
      </SaveForm>
    </div>
  );
}

interface TwoProps {
  id: string;
  legend: string;
  hint?: string;
  text: Typed;
  refused?: (language: string) => string | null;
  onChange: (text: Typed) => void;
}

/** A text in both languages, side by side. */
function TwoTexts({ id, legend, hint, text, refused = () => null, onChange }: TwoProps) {
  const { t } = useTranslation();
  return (
    <fieldset className="config-texts">
      <legend>{legend}</legend>
      {hint !== undefined && <p className="field-hint">{hint}</p>}
      <div className="config-fields config-fields-two">
        {LANGUAGES.map((language) => (
          <TextField
            key={language}
            id={`${id}-${language}`}
            label={t(`config.language.${language}`)}
            lang={language}
            spellCheck
            autoComplete="off"
            maxLength={TEXT_MAX}
            wrong={refused(language)}
            value={text[language]}
            onText={(typed) => {
              onChange({ ...text, [language]: typed });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Notices({ form: { draft, change } }: { form: Form<TextsDraft> }) {
  const { t } = useTranslation();
  const { notices } = draft;
  return (
    <fieldset className="config-week">
      <legend>{t('config.texts.notices')}</legend>
      <p className="field-hint">{t('config.texts.about.notices', { count: NOTICES_MAX })}</p>
      {notices.map((text, index) => (
        <div key={index} className="config-notice">
          <TwoTexts
            id={`notice-${String(index)}`}
            legend={t('config.texts.notice', { count: index + 1 })}
            text={text}
            onChange={(next) => {
              change({ notices: notices.map((one, at) => (at === index ? next : one)) });
            }}
          />
          <button
            type="button"
            className="btn btn-plain btn-small"
            aria-label={t('config.texts.removeNotice', { count: index + 1 })}
            onClick={() => {
              change({ notices: notices.filter((_, at) => at !== index) });
            }}
          >
            {t('config.hours.removeOne')}
          </button>
        </div>
      ))}
      {notices.length < NOTICES_MAX && (
        <button
          type="button"
          className="btn btn-plain btn-small config-week-copy"
          onClick={() => {
            change({ notices: [...notices, NO_TEXT] });
          }}
        >
          {t('config.texts.addNotice')}
        </button>
      )}
    </fieldset>
  );
}

function useTextWords(): Words<TextsDraft> {
  const { t } = useTranslation();
  const own = (text: Typed) => inOneLine(text) || t('config.texts.banks');
  const list = listed(t('config.texts.notices'), String);
  return {
    closed: worded(t, t('config.texts.closed'), own),
    paused: worded(t, t('config.texts.paused'), own),
    outsideHours: worded(t, t('config.texts.outsideHours'), own),
    notices: {
      label: list.label,
      show: (before, after) => list.show((before as Typed[]).map(inOneLine), (after as Typed[]).map(inOneLine)),
    },
  };
}
