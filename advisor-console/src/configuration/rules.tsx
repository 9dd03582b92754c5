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
  rulesChange,
  rulesDraft,
  rulesLack,
  USUAL,
  type Choice,
  type Group,
  type Rule,
  type RulesDraft,
} from './rules-draft';
import { listed, plain, worded, yesNo } from './show';
import { OfBranch, type BranchInHand } from './use-branch';
import { useForm, type Form } from './use-form';

/** R3 to R9 of the branch, by what they are about. */
export function Rules({ tell }: PartProps) {
  return (
    <OfBranch tell={tell}>
      {(hand) => (Object.keys(GROUPS) as Group[]).map((group) => <GroupForm key={group} group={group} {...hand} />)}
    </OfBranch>
  );
}

function GroupForm({ group, configuration, refresh, save }: BranchInHand & { group: Group }) {
  const { t, i18n } = useTranslation();
  const words = useRuleWords();
  const form = useForm({
    truth: rulesDraft(configuration.settings, group, i18n.language),
    alsoNamed: GROUPS[group].map((rule) => `settings.${rule}`),
    missing: rulesLack,
    refresh,
    save: (draft, base) => save({ settings: rulesChange(base, draft) }),
  });
  return (
    <div className="config-card">
      <h3>{t(`config.rules.group.${group}`)}</h3>
      <SaveForm form={form} words={words} label={t(`config.rules.group.${group}`)}>
        <div className="config-fields config-fields-two">
          {GROUPS[group].map((rule) => (
            <RuleField key={rule} rule={rule} form={form} />
          ))}
        </div>
      </SaveForm>
    </div>
  );
}

/** A value of a rule that is a word. */
const choiceWords = (t: TFunction, value: Choice): string => t(`config.rules.choice.${value}`);

/** What a rule is when nobody has set it, in words. */
function useUsual(): (rule: Rule) => string {
  const { t, i18n } = useTranslation();
  return (rule) => {
    const value = USUAL[rule];
    if (value === null) return t('config.rules.never');
    if (typeof value === 'boolean') return t(value ? 'auditValue.yes' : 'auditValue.no');
    if (typeof value === 'number') return new Intl.NumberFormat(i18n.language).format(value);
    if (Array.isArray(value)) return value.map((one) => t(`config.language.${one}`)).join(', ');
    return isChoice(rule) ? choiceWords(t, value as Choice) : value;
  };
}

function RuleField({ rule, form }: { rule: Rule; form: Form<RulesDraft> }) {
  const { t } = useTranslation();
  const usual = useUsual();
  const value = form.draft[rule];
  const lacks = form.lacks(rule);
  const about = {
    id: `rule-${rule}`,
    label: t(`config.rules.name.${rule}`),
    hint: `${t(`config.rules.about.${rule}`)} ${t('config.rules.usual', { value: usual(rule) })}`,
    wrong: lacks === null ? form.refused(`settings.${rule}`) : t(lacks, isFigure(rule) ? { ...LIMITS[rule] } : {}),
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

function useRuleWords(): Words<RulesDraft> {
  const { t } = useTranslation();
  const wordsOf = (rule: Rule) => {
    const label = t(`config.rules.name.${rule}`);
    if (typeof USUAL[rule] === 'boolean') return yesNo(t, label);
    if (rule === 'languages') return listed(label, (one: Language) => t(`config.language.${one}`));
    if (!isChoice(rule)) return plain(t, label);
    return worded(t, label, (one: Choice) => choiceWords(t, one));
  };
  return Object.fromEntries((Object.keys(USUAL) as Rule[]).map((rule) => [rule, wordsOf(rule)])) as Words<RulesDraft>;
}
