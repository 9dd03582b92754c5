import { CONFIGURATION_LIMITS as LIMITS, type BranchRules } from '@ticketero/contract';

import { changesOf } from './draft';
import { decimalNumber, typedNumber, wholeNumber } from './numbers';
import type { Missing } from './use-form';

export type Rule = keyof BranchRules;
export type FigureRule = Extract<Rule, keyof typeof LIMITS>;

/** What each rule is when nobody has set it. */
export const USUAL: BranchRules = {
  rutCheck: false,
  phoneFormat: 'CL',
  language: 'es',
  languages: ['es', 'en'],
  dispatchPolicy: 'guard',
  guardRatio: 0.8,
  preferentialCreditMinutes: 30,
  estimator: 'replay',
  recallMax: 3,
  recallCooldownSeconds: 10,
  noShowMinutes: null,
  reservationMinutes: 30,
  assignmentMode: 'automatic',
  pickAllowed: true,
  undoSeconds: 10,
  graceMinutes: 30,
  telegram: true,
};

/** The rules by what they are about, one form each. */
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
} as const satisfies Record<string, readonly Rule[]>;
export type Group = keyof typeof GROUPS;

const FIGURES: readonly Rule[] = Object.keys(LIMITS) as Rule[];
export const isFigure = (rule: Rule): rule is FigureRule => FIGURES.includes(rule);

export const CHOICES = {
  dispatchPolicy: ['guard', 'strict', 'fifo'],
  estimator: ['replay', 'formula'],
  assignmentMode: ['automatic', 'onCall'],
  phoneFormat: ['CL', 'INTL'],
  language: ['es', 'en'],
} as const satisfies { [R in Rule]?: readonly BranchRules[R][] };
export type ChoiceRule = keyof typeof CHOICES;
/** No two rules share a word. */
export type Choice = (typeof CHOICES)[ChoiceRule][number];
export const isChoice = (rule: Rule): rule is ChoiceRule => rule in CHOICES;

/** Figures as they are typed, the rest as it is. */
export type RulesDraft = Record<string, string | boolean | string[]>;

export function rulesDraft(rules: BranchRules, group: Group, language: string): RulesDraft {
  const typed = (rule: Rule): string | boolean | string[] => {
    const value = rules[rule];
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
export function rulesChange(base: RulesDraft, draft: RulesDraft): Partial<BranchRules> {
  const sent = changesOf(base, draft).map(({ field, after }) => {
    const rule = field as Rule;
    return [rule, isFigure(rule) ? figureOf(rule, String(after)) : after];
  });
  return Object.fromEntries(sent) as Partial<BranchRules>;
}
