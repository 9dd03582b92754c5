import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';

import { CONFIGURATION_LIMITS as LIMITS, LANGUAGES, type Language } from '@ticketero/contract';

import type { PartProps } from './configuration';
import { CheckField, CheckListField, NumberField, SelectField } from './fields';
import { SaveForm, type Words } from './form';
import {
  CHOICES,
  GROUPS,
  isChoice,
  isFigure,
  PARTS,
  rulesChange,
  rulesDraft,
  rulesLack,
  settingsOf,
  type Choice,
  type Group,
  type Part,
  type Rule,
  type RulesDraft,
  type Settings,
} from './rules-draft';
import { listed, plain, worded, yesNo } from './show';
import { OfBranch, type BranchInHand } from './use-branch';
import { useForm, type Form } from './use-form';

/** R3 to R9 of the branch, by what they are about. */
export const Rules = ({ tell }: PartProps) => <Groups part="settings" tell={tell} />;

/** From where on its supervisors are alerted, by alert. */
export const Alerts = ({ tell }: PartProps) => <Groups part="alerts" tell={tell} />;

function Groups({ part, tell }: Pick<PartProps, 'tell'> & { part: Part }) {
  return (
    <OfBranch tell={tell}>
      {(hand) => PARTS[part].map((group) => <GroupForm key={group} part={part} group={group} {...hand} />)}
    </OfBranch>
  );
}

function GroupForm({ part, group, configuration, refresh, save }: BranchInHand & { part: Part; group: Group }) {
  const { t, i18n } = useTranslation();
  const usual = settingsOf(configuration.usual);
  const words = useRuleWords(group, usual);
  const form = useForm({
    truth: rulesDraft(settingsOf(configuration), group, i18n.language),
    alsoNamed: GROUPS[group].map((rule) => `${part}.${rule}`),
    missing: rulesLack,
    refresh,
    save: (draft, base) => {
      const change = rulesChange(base, draft);
      return save(part === 'alerts' ? { alerts: change } : { settings: change });
    },
  });
  return (
    <div className="config-card">
      <h3>{t(`config.rules.group.${group}`)}</h3>
      <SaveForm form={form} words={words} label={t(`config.rules.group.${group}`)}>
        <div className="config-fields config-fields-two">
          {GROUPS[group].map((rule) => (
            <RuleField key={rule} {...{ part, rule, usual, form }} />
          ))}
        </div>
      </SaveForm>
    </div>
  );
}

/** A value of a rule that is a word. */
const choiceWords = (t: TFunction, value: Choice): string => t(`config.rules.choice.${value}`);

/** What a rule is when nobody has set it, and what it can be, in words. */
function useUsual(usual: Settings): (rule: Rule) => string {
  const { t, i18n } = useTranslation();
  const figure = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const words = (rule: Rule) => {
    const value = usual[rule];
    if (value === null) return t('config.rules.never');
    if (typeof value === 'boolean') return t(value ? 'auditValue.yes' : 'auditValue.no');
    if (typeof value === 'number') return figure(value);
    if (Array.isArray(value)) return value.map((one) => t(`config.language.${one}`)).join(', ');
    return isChoice(rule) ? choiceWords(t, value as Choice) : value;
  };
  return (rule) => {
    const value = words(rule);
    if (!isFigure(rule)) return t('config.rules.usual', { value });
    const { min, max } = LIMITS[rule];
    return t('config.rules.usualWithin', { value, min: figure(min), max: figure(max) });
  };
}

interface FieldProps {
  part: Part;
  rule: Rule;
  usual: Settings;
  form: Form<RulesDraft>;
}

function RuleField({ part, rule, usual, form }: FieldProps) {
  const { t } = useTranslation();
  const usually = useUsual(usual);
  const value = form.draft[rule];
  const lacks = form.lacks(rule);
  const about = {
    id: `rule-${rule}`,
    label: t(`config.rules.name.${rule}`),
    hint: `${t(`config.rules.about.${rule}`)} ${usually(rule)}`,
    wrong: lacks === null ? form.refused(`${part}.${rule}`) : t(lacks, isFigure(rule) ? { ...LIMITS[rule] } : {}),
  };
  const set = (next: string | boolean | string[]) => {
    form.change({ [rule]: next });
  };
  if (typeof value === 'boolean') return <CheckField {...about} checked={value} onCheck={set} />;
  if (Array.isArray(value)) {
    return (
      <CheckListField
        {...about}
        legend={about.label}
        choices={LANGUAGES.map((one) => ({ value: one, label: t(`config.language.${one}`) }))}
        chosen={value}
        onChange={set}
      />
    );
  }
  if (isChoice(rule)) {
    return (
      <SelectField
        {...about}
        value={value ?? ''}
        choices={CHOICES[rule].map((one) => ({
          value: one,
          label: choiceWords(t, one),
        }))}
        onChoose={set}
      />
    );
  }
  const unit = isFigure(rule) && rule !== 'guardRatio' ? { unit: t(`config.rules.unit.${rule}`) } : {};
  return <NumberField {...about} {...unit} decimal={rule === 'guardRatio'} value={value ?? ''} onText={set} />;
}

function useRuleWords(group: Group, usual: Settings): Words<RulesDraft> {
  const { t } = useTranslation();
  const wordsOf = (rule: Rule) => {
    const label = t(`config.rules.name.${rule}`);
    if (typeof usual[rule] === 'boolean') return yesNo(t, label);
    if (rule === 'languages') return listed(label, (one: Language) => t(`config.language.${one}`));
    if (!isChoice(rule)) return plain(t, label);
    return worded(t, label, (one: Choice) => choiceWords(t, one));
  };
  return Object.fromEntries(GROUPS[group].map((rule) => [rule, wordsOf(rule)])) as Words<RulesDraft>;
}
