import {
  LANGUAGES,
  WEEKDAYS,
  type BranchAlerts,
  type BranchConfiguration,
  type BranchDefaults,
  type BranchFileQueue,
  type BranchRules,
  type BranchTexts,
  type ChangeBranchRequest,
  type ConfigurationChange,
  type LocalText,
} from '@ticketero/contract';
import {
  DEFAULT_SETTINGS,
  readSettings,
  type BranchSettings,
  type OpeningHours,
  type StoredSettings,
} from '@ticketero/core';

import { queueVersion } from '../branches/index.js';
import { fingerprint } from '../platform/fingerprint.js';
import { readHours, spansInWords, storedHours, tidyHours } from './hours.js';

/** What is configured of a branch, and nothing of its present; its queues apart. */
export type BranchFacts = Omit<BranchConfiguration, 'queues' | 'usual' | 'version'>;

export interface BranchRow {
  id: number;
  code: string;
  name: string;
  time_zone: string;
  module_count: number;
  active: boolean;
  opening_hours: OpeningHours | null;
  settings: StoredSettings;
}

/** The rules in one order: a version compares them as text. */
const rulesOf = (settings: BranchRules): BranchRules => ({
  rutCheck: settings.rutCheck,
  phoneFormat: settings.phoneFormat,
  language: settings.language,
  languages: settings.languages,
  dispatchPolicy: settings.dispatchPolicy,
  guardRatio: settings.guardRatio,
  preferentialCreditMinutes: settings.preferentialCreditMinutes,
  estimator: settings.estimator,
  recallMax: settings.recallMax,
  recallCooldownSeconds: settings.recallCooldownSeconds,
  noShowMinutes: settings.noShowMinutes,
  reservationMinutes: settings.reservationMinutes,
  assignmentMode: settings.assignmentMode,
  pickAllowed: settings.pickAllowed,
  undoSeconds: settings.undoSeconds,
  graceMinutes: settings.graceMinutes,
  telegram: settings.telegram,
});

const alertsOf = (alerts: BranchAlerts): BranchAlerts => ({
  idleMinutes: alerts.idleMinutes,
  longServiceTimes: alerts.longServiceTimes,
  longServiceMinutes: alerts.longServiceMinutes,
  failedPercent: alerts.failedPercent,
  failedOverMinutes: alerts.failedOverMinutes,
  failedLeast: alerts.failedLeast,
  silentMinutes: alerts.silentMinutes,
  coveragePercent: alerts.coveragePercent,
  coverageLeast: alerts.coverageLeast,
  telegramFrom: alerts.telegramFrom,
});

const USUAL: BranchDefaults = { settings: rulesOf(DEFAULT_SETTINGS), alerts: alertsOf(DEFAULT_SETTINGS.alerts) };

const tidyText = (text: LocalText | null): LocalText | null => {
  const written = LANGUAGES.map((language) => [language, text?.[language]?.trim()]).filter(([, words]) => words);
  return written.length > 0 ? (Object.fromEntries(written) as LocalText) : null;
};

/** What is blank is not there. */
const tidyTexts = ({ closed, paused, outsideHours, notices }: BranchTexts): BranchTexts => ({
  closed: tidyText(closed),
  paused: tidyText(paused),
  outsideHours: tidyText(outsideHours),
  notices: notices.map(tidyText).filter((text) => text !== null),
});

export function readFacts(row: BranchRow): BranchFacts {
  const settings = readSettings(row.settings);
  return {
    code: row.code,
    name: row.name,
    timeZone: row.time_zone,
    moduleCount: row.module_count,
    active: row.active,
    ...readHours(row.opening_hours),
    settings: rulesOf(settings),
    alerts: alertsOf(settings.alerts),
    texts: tidyTexts(settings.texts),
  };
}

/** A branch that nobody has configured yet. */
export const newFacts = (code: string, name: string): BranchFacts => ({
  ...{ code, name: name.trim(), timeZone: 'America/Santiago', moduleCount: 5, active: true },
  ...{ openingHours: null, holidays: [], ...USUAL, texts: DEFAULT_SETTINGS.texts },
});

/** `facts` with what the request says; what is absent stays. */
export function changedFacts(facts: BranchFacts, request: ChangeBranchRequest): BranchFacts {
  const { openingHours = facts.openingHours, holidays = facts.holidays } = request;
  return {
    code: facts.code,
    name: request.name?.trim() ?? facts.name,
    timeZone: request.timeZone ?? facts.timeZone,
    moduleCount: request.moduleCount ?? facts.moduleCount,
    active: request.active ?? facts.active,
    ...tidyHours({ openingHours, holidays }),
    settings: rulesOf({ ...facts.settings, ...present(request.settings ?? {}) }),
    alerts: alertsOf({ ...facts.alerts, ...present(request.alerts ?? {}) }),
    texts: tidyTexts({ ...facts.texts, ...present(request.texts ?? {}) }),
  };
}

/** Without what is not there: a field that is undefined would hide the one that is. */
export const present = <T extends object>(change: T): Partial<T> =>
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Partial<T>;

/** The columns `settings` and `opening_hours` of these facts. */
export const storedFacts = ({ settings, alerts, texts, ...hours }: BranchFacts) => ({
  settings: { ...settings, alerts, texts } satisfies BranchSettings,
  openingHours: storedHours(hours),
});

/** Names exactly these facts: who changes them says which ones they have read. */
export const branchVersion = (facts: BranchFacts): string => fingerprint(facts);

/** The branch and its queues, the most urgent first. */
export function presentBranch(facts: BranchFacts, queues: BranchFileQueue[]): BranchConfiguration {
  const sorted = [...queues].sort((a, b) => b.priority - a.priority || (a.queueType < b.queueType ? -1 : 1));
  return {
    ...facts,
    queues: sorted.map((queue) => ({ ...queue, version: queueVersion(queue) })),
    usual: USUAL,
    version: branchVersion(facts),
  };
}

type Flat = Record<string, unknown>;

/** Field by field, in words that a log and a list of changes can show: `openingHours.1` → `09:00–14:00`. */
export function flatFacts({ openingHours, holidays, settings, alerts, texts, ...rest }: BranchFacts): Flat {
  const { notices, ...closed } = texts;
  const flat: Flat = { ...rest };
  for (const day of WEEKDAYS) {
    flat[`openingHours.${day}`] = openingHours ? spansInWords(openingHours[day]) : '00:00–24:00';
  }
  for (const { date, name, spans } of holidays) {
    flat[`holidays.${date}`] = spans.length > 0 ? `${name}: ${spansInWords(spans)}` : name;
  }
  for (const [field, value] of Object.entries(settings)) flat[`settings.${field}`] = value;
  for (const [field, value] of Object.entries(alerts)) flat[`alerts.${field}`] = value;
  for (const [field, text] of Object.entries(closed)) {
    for (const [language, words] of Object.entries(text ?? {})) flat[`texts.${field}.${language}`] = words;
  }
  if (notices.length > 0) {
    flat['texts.notices'] = notices.map((text) =>
      LANGUAGES.map((one) => text[one])
        .filter(Boolean)
        .join(' · '),
    );
  }
  return flat;
}

/** What the change changes, and nothing else (R10). */
export function differences(before: Flat, after: Flat): { oldState: Flat; newState: Flat } | null {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
  if (changed.length === 0) return null;
  const only = (flat: Flat): Flat => Object.fromEntries(changed.map((field) => [field, flat[field] ?? null]));
  return { oldState: only(before), newState: only(after) };
}

/** The same as a list, for people who decide whether to do it. */
export function changesOf(queueType: string | null, before: Flat, after: Flat): ConfigurationChange[] {
  const found = differences(before, after);
  return Object.keys(found?.newState ?? {}).map((field) => ({
    queueType,
    field,
    before: found?.oldState[field] ?? null,
    after: found?.newState[field] ?? null,
  }));
}
