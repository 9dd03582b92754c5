import {
  CONFIGURATION_LIMITS as LIMITS,
  LANGUAGES,
  type BranchAlerts,
  type BranchDefaults,
  type BranchRules,
} from '@ticketero/contract';

import { changesOf } from './draft';
import { decimalNumber, typedNumber, wholeNumber } from './numbers';
import type { Missing } from './use-form';

/** What a branch sets one by one: its rules, and from where on it alerts. No two share a name. */
export type Settings = BranchRules & BranchAlerts;
export type Rule = keyof Settings;
export type FigureRule = Extract<Rule, keyof typeof LIMITS>;

export const settingsOf = ({ settings, alerts }: BranchDefaults): Settings => ({ ...settings, ...alerts });

/** By what they are about, one form each. */
export const GROUPS = {
  order: ['dispatchPolicy', 'guardRatio', 'preferentialCreditMinutes', 'estimator'],
  desk: [
    'assignmentMode',
    'pickAllowed',
    'recallMax',
    'recallCooldownSeconds',
    'undoSeconds',
    'noShowMinutes',
    'reservationMinutes',
  ],
  kiosk: ['languages', 'language', 'rutCheck', 'phoneFormat'],
  day: ['graceMinutes', 'telegram'],
  idle: ['idleMinutes', 'longServiceTimes', 'longServiceMinutes'],
  silence: ['silentMinutes'],
  messages: ['failedPercent', 'failedOverMinutes', 'failedLeast'],
  promise: ['coveragePercent', 'coverageLeast'],
  notices: ['telegramFrom'],
} as const satisfies Record<string, readonly Rule[]>;
export type Group = keyof typeof GROUPS;

/** Where each group is saved. */
export const PARTS = {
  settings: ['order', 'desk', 'kiosk', 'day'],
  alerts: ['idle', 'silence', 'messages', 'promise', 'notices'],
} as const satisfies Record<keyof BranchDefaults, readonly Group[]>;
export type Part = keyof typeof PARTS;

const FIGURES: readonly Rule[] = Object.keys(LIMITS) as Rule[];
export const isFigure = (rule: Rule): rule is FigureRule => FIGURES.includes(rule);

export const CHOICES = {
  dispatchPolicy: ['guard', 'strict', 'fifo'],
  estimator: ['replay', 'formula'],
  assignmentMode: ['automatic', 'onCall'],
  phoneFormat: ['CL', 'INTL'],
  language: LANGUAGES,
  telegramFrom: ['INFO', 'WARNING', 'CRITICAL'],
} as const satisfies { [R in Rule]?: readonly Settings[R][] };
export type ChoiceRule = keyof typeof CHOICES;
/** No two rules share a word. */
export type Choice = (typeof CHOICES)[ChoiceRule][number];
export const isChoice = (rule: Rule): rule is ChoiceRule => rule in CHOICES;

/** A value that is one of the words of its field (`settings.dispatchPolicy`); null: it is something else. */
export function choiceOf(field: string, value: unknown): Choice | null {
  const [part, rule = ''] = field.split('.');
  if (part === undefined || !(part in PARTS) || !isChoice(rule as Rule)) return null;
  return CHOICES[rule as ChoiceRule].find((choice) => choice === value) ?? null;
}

/** Figures as they are typed, the rest as it is. */
export type RulesDraft = Record<string, string | boolean | string[]>;

export function rulesDraft(settings: Settings, group: Group, language: string): RulesDraft {
  const typed = (rule: Rule): string | boolean | string[] => {
    const value = settings[rule];
    if (value === null) return '';
    return typeof value === 'number' ? typedNumber(value, language) : value;
  };
  return Object.fromEntries(GROUPS[group].map((rule) => [rule, typed(rule)]));
}

/** A figure as the server takes it; undefined: it is none. Only `noShowMinutes` may be empty, which is never. */
function figureOf(rule: FigureRule, typed: string): number | null | undefined {
  if (rule === 'noShowMinutes' && typed.trim() === '') return null;
  const read = rule === 'guardRatio' ? decimalNumber : wholeNumber;
  return read(typed, LIMITS[rule]) ?? undefined;
}

export function rulesLack(draft: RulesDraft): Missing<RulesDraft> {
  const lacks: Missing<RulesDraft> = {};
  for (const [field, value] of Object.entries(draft)) {
    const rule = field as Rule;
    if (isFigure(rule) && figureOf(rule, String(value)) === undefined) {
      lacks[rule] = rule === 'guardRatio' ? 'config.missing.decimal' : 'config.missing.figure';
    }
  }
  const { languages, language } = draft;
  if (Array.isArray(languages)) {
    if (languages.length === 0) lacks['languages'] = 'config.missing.languages';
    else if (!languages.includes(String(language))) lacks['language'] = 'config.missing.language';
  }
  return lacks;
}

/** What was changed, and nothing else; of a draft that lacks nothing. */
export function rulesChange(base: RulesDraft, draft: RulesDraft): Partial<Settings> {
  const sent = changesOf(base, draft).map(({ field, after }) => {
    const rule = field as Rule;
    return [rule, isFigure(rule) ? figureOf(rule, String(after)) : after];
  });
  return Object.fromEntries(sent) as Partial<Settings>;
}
