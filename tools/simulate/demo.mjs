/**
 * The demo branch as its seed makes it (RULES.md R1, CONTRACT.md "Demo seed"). The plan of the day is made before the
 * server runs, so these cannot be asked of it.
 */
export const BRANCH_CODE = 'CENTRO';
export const BRANCH_TIME_ZONE = 'America/Santiago';

/** @typedef {'CAJA' | 'PERSONAL_BANKER' | 'EMPRESAS' | 'GERENCIA'} QueueType */

/** @typedef {{ queueType: QueueType, prefix: string, averageMinutes: number, targetMinutes: number }} DemoQueue */

/** @type {readonly DemoQueue[]} */
export const QUEUES = [
  { queueType: 'CAJA', prefix: 'C', averageMinutes: 5, targetMinutes: 20 },
  { queueType: 'PERSONAL_BANKER', prefix: 'P', averageMinutes: 15, targetMinutes: 30 },
  { queueType: 'EMPRESAS', prefix: 'E', averageMinutes: 20, targetMinutes: 30 },
  { queueType: 'GERENCIA', prefix: 'G', averageMinutes: 30, targetMinutes: 20 },
];

/** @typedef {{ name: string, email: string, moduleNumber: number, queueTypes: readonly QueueType[] }} DemoAdvisor */

/**
 * In the order in which `--advisors` takes them: the first two already cover every queue.
 * @type {readonly DemoAdvisor[]}
 */
export const ADVISORS = [
  {
    name: 'Carmen Silva',
    email: 'carmen.silva@banco.com',
    moduleNumber: 4,
    queueTypes: ['EMPRESAS', 'GERENCIA', 'PERSONAL_BANKER'],
  },
  {
    name: 'María González',
    email: 'maria.gonzalez@banco.com',
    moduleNumber: 3,
    queueTypes: ['PERSONAL_BANKER', 'CAJA'],
  },
  {
    name: 'Carlos Rodríguez',
    email: 'carlos.rodriguez@banco.com',
    moduleNumber: 1,
    queueTypes: ['CAJA', 'PERSONAL_BANKER'],
  },
  { name: 'Ana Martínez', email: 'ana.martinez@banco.com', moduleNumber: 5, queueTypes: ['EMPRESAS', 'GERENCIA'] },
  { name: 'Luis Pérez', email: 'luis.perez@banco.com', moduleNumber: 2, queueTypes: ['CAJA', 'PERSONAL_BANKER'] },
];

export const SUPERVISOR_EMAIL = 'supervisor@banco.com';
export const ADMIN_EMAIL = 'admin@banco.com';
