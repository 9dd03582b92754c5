import { ALERT_SEVERITIES, ALERT_TYPES, type AlertSeverity, type AlertType } from './alert.js';

/** How long something has to be so, without a break, before it counts: seconds. */
export interface AlertHold {
  /** Wrong, until it is raised. */
  raiseSeconds: number;
  /** Right again, until it is cleared. */
  clearSeconds: number;
}

/** From where on a branch calls something wrong. */
export interface AlertThresholds {
  /** ASESOR_INACTIVO: ready for so long while people wait for others. */
  idleMinutes: number;
  /** ASESOR_INACTIVO: one customer for so many times the usual, and for no less than `longServiceMinutes`. */
  longServiceTimes: number;
  longServiceMinutes: number;
  /** MENSAJES_FALLIDOS: more than `failedPercent` of the messages of the last `failedOverMinutes`, where there were at least
   *  `failedLeast`. */
  failedPercent: number;
  failedOverMinutes: number;
  failedLeast: number;
  /** PANTALLA_CAIDA, KIOSKO_CAIDO: not heard of for so long, while the branch is open. */
  silentMinutes: number;
  /** PROMESA_ROTA: fewer than `coveragePercent` of today's waits lay within what was told, of at least `coverageLeast`. */
  coveragePercent: number;
  coverageLeast: number;
}

export interface AlertRules extends AlertThresholds {
  /** The least severity that supervisors are written to about on Telegram. */
  telegramFrom: AlertSeverity;
  holds: Record<AlertType, AlertHold>;
}

/** As they are stored: what is absent has the default. */
export type StoredAlertRules = Partial<Omit<AlertRules, 'holds'>> & {
  holds?: Partial<Record<AlertType, Partial<AlertHold>>>;
};

interface Threshold {
  usual: number;
  min: number;
  max: number;
}

/** Whole numbers, both ends included. */
export const ALERT_THRESHOLDS: Record<keyof AlertThresholds, Threshold> = {
  idleMinutes: { usual: 10, min: 1, max: 480 },
  longServiceTimes: { usual: 3, min: 2, max: 20 },
  longServiceMinutes: { usual: 15, min: 1, max: 480 },
  failedPercent: { usual: 10, min: 1, max: 99 },
  failedOverMinutes: { usual: 10, min: 1, max: 120 },
  failedLeast: { usual: 10, min: 1, max: 10_000 },
  silentMinutes: { usual: 5, min: 2, max: 480 },
  coveragePercent: { usual: 70, min: 1, max: 99 },
  coverageLeast: { usual: 20, min: 1, max: 10_000 },
};
export const ALERT_HOLD_LIMITS = { min: 0, max: 3_600 } as const;

/**
 * What a command has brought about is raised at once. What can come and go with each customer is cleared late; what
 * somebody has mended (an advisor is there, the paper is in) at once. A device that is switched on at opening time has a
 * minute for it.
 */
const USUAL_HOLDS: Record<AlertType, AlertHold> = {
  COLA_CRITICA: { raiseSeconds: 0, clearSeconds: 60 },
  ESPERA_EXCEDIDA: { raiseSeconds: 0, clearSeconds: 60 },
  SIN_ASESORES: { raiseSeconds: 0, clearSeconds: 0 },
  ASESOR_INACTIVO: { raiseSeconds: 0, clearSeconds: 10 },
  MENSAJES_FALLIDOS: { raiseSeconds: 0, clearSeconds: 120 },
  PANTALLA_CAIDA: { raiseSeconds: 60, clearSeconds: 10 },
  KIOSKO_CAIDO: { raiseSeconds: 60, clearSeconds: 10 },
  IMPRESORA: { raiseSeconds: 0, clearSeconds: 0 },
  SONIDO_BLOQUEADO: { raiseSeconds: 0, clearSeconds: 0 },
  PROMESA_ROTA: { raiseSeconds: 60, clearSeconds: 300 },
};

const within = (value: unknown, { min, max }: { min: number; max: number }): value is number =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max;

/** A branch's rules. What is stored and out of its limits counts as absent: a wrong number must not silence an alert. */
export function readAlertRules(stored: StoredAlertRules = {}): AlertRules {
  const thresholds = Object.entries(ALERT_THRESHOLDS).map(([name, limit]) => {
    const value = stored[name as keyof AlertThresholds];
    return [name, within(value, limit) ? value : limit.usual];
  });
  const holds = ALERT_TYPES.map((type) => {
    const seconds = (part: keyof AlertHold): number => {
      const value = stored.holds?.[type]?.[part];
      return within(value, ALERT_HOLD_LIMITS) ? value : USUAL_HOLDS[type][part];
    };
    return [type, { raiseSeconds: seconds('raiseSeconds'), clearSeconds: seconds('clearSeconds') }];
  });
  return {
    ...(Object.fromEntries(thresholds) as AlertThresholds),
    telegramFrom: ALERT_SEVERITIES.find((severity) => severity === stored.telegramFrom) ?? 'CRITICAL',
    holds: Object.fromEntries(holds) as Record<AlertType, AlertHold>,
  };
}

/** Field (`idleMinutes`, `holds.COLA_CRITICA.clearSeconds`) → the limits that its value is not within; for who changes them. */
export function alertRuleProblems(stored: StoredAlertRules): Record<string, { min: number; max: number }> {
  const problems: Record<string, { min: number; max: number }> = {};
  for (const [name, { min, max }] of Object.entries(ALERT_THRESHOLDS)) {
    const value = stored[name as keyof AlertThresholds];
    if (value !== undefined && !within(value, { min, max })) problems[name] = { min, max };
  }
  for (const [type, hold] of Object.entries(stored.holds ?? {})) {
    for (const [part, value] of Object.entries(hold)) {
      if (!within(value, ALERT_HOLD_LIMITS)) problems[`holds.${type}.${part}`] = { ...ALERT_HOLD_LIMITS };
    }
  }
  return problems;
}
