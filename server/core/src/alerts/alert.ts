/** What can be wrong in a branch, so that somebody should do something about it. */
export const ALERT_TYPES = [
  'COLA_CRITICA',
  'ESPERA_EXCEDIDA',
  'SIN_ASESORES',
  'ASESOR_INACTIVO',
  'MENSAJES_FALLIDOS',
  'PANTALLA_CAIDA',
  'KIOSKO_CAIDO',
  'IMPRESORA',
  'SONIDO_BLOQUEADO',
  'PROMESA_ROTA',
] as const;
export type AlertType = (typeof ALERT_TYPES)[number];

/** The gravest last. */
export const ALERT_SEVERITIES = ['INFO', 'WARNING', 'CRITICAL'] as const;
export type AlertSeverity = (typeof ALERT_SEVERITIES)[number];

/** The graver, the higher. */
export const gravityOf = (severity: AlertSeverity): number => ALERT_SEVERITIES.indexOf(severity);

/** What an alert says, in figures and names: those that its type has. Minutes and shares are whole numbers. */
export interface AlertFacts {
  /** SIN_ASESORES, COLA_CRITICA, ASESOR_INACTIVO who is ready: people. */
  waiting?: number;
  /** COLA_CRITICA. */
  limit?: number;
  /** ESPERA_EXCEDIDA; ASESOR_INACTIVO with one customer for very long. */
  numero?: string;
  waitedMinutes?: number;
  targetMinutes?: number;
  /** What is about a device: its name. */
  device?: string;
  /** IMPRESORA: the trouble, such as SIN_PAPEL. */
  printer?: string;
  /** ASESOR_INACTIVO. */
  advisor?: string;
  moduleNumber?: number;
  /** Ready, and nobody came. */
  idleMinutes?: number;
  /** With one customer, and how long that usually takes. */
  servingMinutes?: number;
  usualMinutes?: number;
  /** MENSAJES_FALLIDOS: messages of the last `overMinutes`. */
  failed?: number;
  messages?: number;
  overMinutes?: number;
  /** PANTALLA_CAIDA, KIOSKO_CAIDO. */
  silentMinutes?: number;
  /** PROMESA_ROTA: percent of the `compared` tickets of today whose wait lay within what they were told. */
  coverage?: number;
  compared?: number;
  leastCoverage?: number;
}

/** Whom or what it is about: one of the three, or the branch as a whole. */
export interface AlertSubject {
  queueType: string | null;
  advisorId: number | null;
  deviceId: number | null;
}

/** Something that is wrong at this moment. */
export interface Finding extends AlertSubject {
  type: AlertType;
  severity: AlertSeverity;
  /** Since when, ms; null where the present does not tell. */
  since: number | null;
  facts: AlertFacts;
}

/** An episode that was raised and is not cleared. Times are ms. */
export interface OpenAlert extends AlertSubject {
  id: number;
  type: AlertType;
  severity: AlertSeverity;
  since: number;
  raisedAt: number;
  /** As they were when it was raised. */
  facts: AlertFacts;
  /** By name. */
  acknowledgedBy: string | null;
  acknowledgedAt: number | null;
}

/** One of each type for each subject. */
export const alertKey = ({ type, queueType, advisorId, deviceId }: AlertSubject & { type: AlertType }): string =>
  [type, queueType ?? '', advisorId ?? '', deviceId ?? ''].join('/');
