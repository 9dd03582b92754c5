import type { AlertSeverity, AlertType } from './alert.js';

/** From where on a branch calls something wrong, and who hears of it. Whole numbers. */
export interface AlertRules {
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
  /** The least severity that supervisors are written to about on Telegram. */
  telegramFrom: AlertSeverity;
}

export const DEFAULT_ALERT_RULES: AlertRules = {
  idleMinutes: 10,
  longServiceTimes: 3,
  longServiceMinutes: 15,
  failedPercent: 10,
  failedOverMinutes: 10,
  failedLeast: 10,
  silentMinutes: 5,
  coveragePercent: 70,
  coverageLeast: 20,
  telegramFrom: 'CRITICAL',
};

/** How long something has to be so, without a break, before it counts: seconds. */
export interface AlertHold {
  /** Wrong, until it is raised. */
  raiseSeconds: number;
  /** Right again, until it is cleared. */
  clearSeconds: number;
}

export type AlertHolds = Readonly<Record<AlertType, AlertHold>>;

/**
 * What a command has brought about is raised at once. What can come and go with each customer is cleared late; what
 * somebody has mended (an advisor is there, the paper is in) at once. A device that is switched on at opening time has a
 * minute for it.
 */
export const ALERT_HOLDS: AlertHolds = {
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
