import { DEFAULT_ALERT_RULES, type AlertRules } from '../alerts/rules.js';
import type { DispatchPolicy } from '../dispatch/order.js';
import type { Language } from '../ticket/ticket.js';

export const ESTIMATORS = ['replay', 'formula'] as const;
export type Estimator = (typeof ESTIMATORS)[number];

/** What a branch can set (R3 to R9). Stored as JSON; what is absent has the default. */
export interface BranchSettings {
  rutCheck: boolean;
  phoneFormat: 'CL' | 'INTL';
  language: Language;
  dispatchPolicy: DispatchPolicy;
  /** Share of the target from which on a ticket goes in front (R5). */
  guardRatio: number;
  preferentialCreditMinutes: number;
  /** How a wait is estimated (R8). */
  estimator: Estimator;
  recallMax: number;
  recallCooldownSeconds: number;
  /** Minutes after the call until the system closes it as a no-show; null: never by itself. */
  noShowMinutes: number | null;
  reservationMinutes: number;
  assignmentMode: 'automatic' | 'onCall';
  pickAllowed: boolean;
  undoSeconds: number;
  /** Minutes after closing time until the day is closed (R4). */
  graceMinutes: number;
  /** From where on supervisors are alerted. */
  alerts: AlertRules;
  /** What the kiosk offers; `language` is one of them. */
  languages: Language[];
  /** R9: false, no messages are planned and no link is shown. */
  telegram: boolean;
  texts: BranchTexts;
}

/** A text in each language in which somebody wrote it. */
export type LocalText = Partial<Record<Language, string>>;

/** A branch's own words; null: the bank's. */
export interface BranchTexts {
  /** While it gives no numbers, by why. */
  closed: LocalText | null;
  paused: LocalText | null;
  outsideHours: LocalText | null;
  /** At the foot of the lobby screen. */
  notices: LocalText[];
}

/** As a branch stores them. */
export type StoredSettings = Partial<Omit<BranchSettings, 'alerts'>> & { alerts?: Partial<AlertRules> };

export const DEFAULT_SETTINGS: BranchSettings = {
  rutCheck: false,
  phoneFormat: 'CL',
  language: 'es',
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
  alerts: DEFAULT_ALERT_RULES,
  languages: ['es', 'en'],
  telegram: true,
  texts: { closed: null, paused: null, outsideHours: null, notices: [] },
};

/** What a branch has stored of its settings, with the defaults for the rest. */
export const readSettings = (stored: StoredSettings): BranchSettings => ({
  ...DEFAULT_SETTINGS,
  ...stored,
  alerts: { ...DEFAULT_SETTINGS.alerts, ...stored.alerts },
  texts: { ...DEFAULT_SETTINGS.texts, ...stored.texts },
});
