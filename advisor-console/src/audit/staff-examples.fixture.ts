import type { BranchAlerts } from '@ticketero/contract';

import type { Example } from './examples.fixture';

const user = {
  entityType: 'USER',
  entityId: '1',
  entityIdentifier: 'maria.gonzalez@banco.com',
  actor: 'maria.gonzalez@banco.com',
};

/** As the log has them. */
const thresholds = (alerts: Partial<BranchAlerts>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(alerts).map(([field, value]) => [`alerts.${field}`, value]));

/** Of people, devices and configuration. */
export const STAFF_EXAMPLES: Example[] = [
  {
    record: { eventType: 'SESION_INICIADA', entityType: 'USER', entityId: '6', actor: 'maria.gonzalez@banco.com' },
    says: 'Inició sesión',
    means: 'Signed in',
  },
  {
    record: { eventType: 'SESION_FALLIDA', entityType: 'USER', entityId: '6', actor: 'CLIENTE' },
    says: 'Contraseña incorrecta al iniciar sesión',
    means: 'Wrong password at sign-in',
  },
  {
    record: { eventType: 'SESION_FALLIDA', entityType: 'USER', entityId: '0', actor: 'CLIENTE' },
    says: 'Intento de iniciar sesión con un usuario que no existe',
    means: 'Sign-in attempt with a user that does not exist',
  },
  {
    record: {
      eventType: 'CONFIG_CAMBIADA',
      entityType: 'BRANCH',
      entityIdentifier: 'CAJA',
      previousState: { priority: 1, averageTimeMinutes: 5, dailyCap: null, enabled: true },
      newState: { priority: 1, averageTimeMinutes: 6.5, dailyCap: 80, enabled: true },
    },
    says: 'Configuración de Caja: Tiempo medio 5 min → 6,5 min, Cupo diario — → 80',
    means: 'Settings of Caja: Average time 5 min → 6.5 min, Daily cap — → 80',
  },
  {
    record: { eventType: 'DEVICE_REGISTRADO', entityType: 'DEVICE', newState: { kind: 'KIOSK', name: 'Kiosko 1' } },
    says: 'Dispositivo registrado: Kiosko',
    means: 'Device registered: Kiosk',
  },
  {
    record: { eventType: 'DEVICE_REVOCADO', entityType: 'DEVICE', newState: { kind: 'DISPLAY', name: 'Pantalla 1' } },
    says: 'Dispositivo revocado: Pantalla',
    means: 'Device revoked: Display',
  },
  {
    record: { ...user, eventType: 'SESION_CERRADA', metadata: { session: 'b0f1' } },
    says: 'Cerró su sesión',
    means: 'Signed out',
  },
  {
    record: { ...user, eventType: 'SESION_CERRADA', metadata: { sessions: 3 } },
    says: 'Cerró todas sus sesiones (3)',
    means: 'Signed out everywhere (3 sessions)',
  },
  {
    record: {
      ...user,
      eventType: 'SESION_REVOCADA',
      actor: 'SISTEMA',
      metadata: { reason: 'TOKEN_REUTILIZADO', session: 'b0f1' },
    },
    says: 'Sesión cerrada por seguridad, su credencial se usó dos veces',
    means: 'Session ended for safety, its credential was used twice',
  },
  {
    record: {
      ...user,
      eventType: 'SESION_REVOCADA',
      actor: 'admin@banco.com',
      metadata: { reason: 'ADMINISTRADOR', sessions: 2 },
    },
    says: '2 sesiones cerradas por admin@banco.com',
    means: '2 sessions ended by admin@banco.com',
  },
  {
    record: { ...user, eventType: 'CLAVE_CAMBIADA', metadata: { endedSessions: 1 } },
    says: 'Cambió su contraseña: 1 sesión cerrada',
    means: 'Changed the own password: 1 session ended',
  },
  {
    record: {
      ...user,
      eventType: 'CLAVE_CAMBIADA',
      actor: 'admin@banco.com',
      metadata: { reset: true, endedSessions: 0 },
    },
    says: 'Contraseña restablecida por admin@banco.com',
    means: 'Password reset by admin@banco.com',
  },
  {
    record: {
      ...user,
      eventType: 'CONFIG_CAMBIADA',
      newState: { role: 'ADMIN', active: true },
      metadata: { firstAdmin: true },
    },
    says: 'Usuario creado: primer administrador',
    means: 'User created: first administrator',
  },
  {
    record: {
      ...user,
      eventType: 'CONFIG_CAMBIADA',
      previousState: { role: 'ADVISOR', active: true },
      newState: { role: 'ADVISOR', active: false },
      metadata: { endedSessions: 2 },
    },
    says: 'Usuario cambiado: Activo Sí → No, 2 sesiones cerradas',
    means: 'User changed: Active Yes → No, 2 sessions ended',
  },
  {
    record: {
      eventType: 'CONFIG_CAMBIADA',
      entityType: 'ADVISOR',
      previousState: { queueTypes: ['CAJA'] },
      newState: { queueTypes: ['EMPRESAS'] },
    },
    says: 'Puesto de asesor cambiado: Colas +Empresas −Caja',
    means: 'Advisor’s desk changed: Queues +Empresas −Caja',
  },
  {
    record: {
      eventType: 'CONFIG_CAMBIADA',
      entityType: 'SISTEMA',
      entityId: 'role SUPERVISOR',
      entityIdentifier: 'SUPERVISOR',
      previousState: { permissions: ['audit:read', 'tickets:read'] },
      newState: { permissions: ['tickets:read', 'config:write'] },
    },
    says: 'Permisos del rol Supervisor: Permisos +config:write −audit:read',
    means: 'Permissions of the role Supervisor: Permissions +config:write −audit:read',
  },
  {
    record: {
      eventType: 'CONFIG_CAMBIADA',
      entityType: 'BRANCH',
      entityIdentifier: 'CAJA',
      previousState: { enabled: true, notice: null },
      newState: { enabled: false, notice: 'Vuelva a las 12' },
      metadata: { reason: 'falta personal' },
    },
    says: 'Configuración de Caja: Activa Sí → No, Texto para los clientes — → Vuelva a las 12, falta personal',
    means: 'Settings of Caja: Enabled Yes → No, Text for customers — → Vuelva a las 12, falta personal',
  },
  {
    record: {
      eventType: 'CONFIG_CAMBIADA',
      entityType: 'BRANCH',
      entityIdentifier: 'CENTRO',
      previousState: thresholds({ idleMinutes: 10, failedPercent: 10, telegramFrom: 'CRITICAL' }),
      newState: thresholds({ idleMinutes: 20, failedPercent: 5, telegramFrom: 'WARNING' }),
    },
    says:
      'Configuración de CENTRO: Disponible sin atender 10 min → 20 min, Mensajes fallidos: más de (%) 10 → 5, ' +
      'Alertas por Telegram desde Crítica → Atención',
    means:
      'Settings of CENTRO: Ready without a customer 10 min → 20 min, Failed messages: more than (%) 10 → 5, ' +
      'Alerts by Telegram from Critical → Attention',
  },
  {
    record: {
      eventType: 'CONFIG_CAMBIADA',
      entityType: 'BRANCH',
      entityIdentifier: 'CENTRO',
      previousState: { status: 'OPEN', notice: null },
      newState: { status: 'PAUSED', notice: null },
      metadata: { reason: 'sin energía' },
    },
    says: 'Estado de la sucursal: Estado Abierta → En pausa, sin energía',
    means: 'State of the branch: Status Open → Paused, sin energía',
  },
  {
    record: {
      eventType: 'CONFIG_CAMBIADA',
      entityType: 'DEVICE',
      newState: { pairingCodeExpiresAt: '2026-11-20T13:24:00.000Z' },
    },
    says: 'Código de vinculación nuevo',
    means: 'New pairing code',
  },
  {
    record: { eventType: 'DEVICE_VINCULADO', entityType: 'DEVICE' },
    says: 'Dispositivo vinculado',
    means: 'Device paired',
  },
  {
    record: {
      eventType: 'ALERTA_LEVANTADA',
      ...{ entityType: 'BRANCH', entityId: '1', entityIdentifier: 'CAJA' },
      metadata: { alertId: 4, alertType: 'COLA_CRITICA', severity: 'CRITICAL', waiting: 17, limit: 15 },
    },
    says: 'Alerta «Cola crítica»: Crítica',
    means: 'Alert “Critical line”: Critical',
  },
  {
    record: {
      eventType: 'ALERTA_DESPEJADA',
      ...{ entityType: 'DEVICE', entityId: '3', entityIdentifier: 'Tótem 1' },
      metadata: { alertId: 5, alertType: 'KIOSKO_CAIDO', severity: 'CRITICAL', device: 'Tótem 1', silentMinutes: 6 },
    },
    says: 'Terminó la alerta «Tótem caído»: Crítica',
    means: 'The alert “Kiosk down” is over: Critical',
  },
  {
    record: {
      ...{ eventType: 'ALERTA_RECONOCIDA', actor: 'carlos.rodriguez@banco.com' },
      ...{ entityType: 'BRANCH', entityId: '1', entityIdentifier: 'CAJA' },
      metadata: { alertId: 6, alertType: 'ESPERA_EXCEDIDA', severity: 'WARNING', numero: 'C02', waitedMinutes: 21 },
    },
    says: 'Alerta «Espera excedida» reconocida por Carlos Rodríguez: Atención',
    means: 'Alert “Wait over target” acknowledged by Carlos Rodríguez: Attention',
  },
  {
    record: { eventType: 'TELEGRAM_VINCULADO', entityType: 'USER', newState: { telegram: true } },
    says: 'Vinculó Telegram para recibir alertas',
    means: 'Linked Telegram to be told of alerts',
  },
  {
    record: { eventType: 'TELEGRAM_DESVINCULADO', entityType: 'USER', newState: { telegram: false } },
    says: 'Telegram desvinculado: ya no recibe alertas',
    means: 'Telegram unlinked: no more alerts there',
  },
];
