import type { IsoTime } from './http.js';

export interface Health {
  status: 'UP' | 'DOWN';
  timestamp: IsoTime;
  version: string;
  components: Record<'database' | 'telegram' | 'schedulers' | 'redis', ComponentHealth>;
}

export interface ComponentHealth {
  status: 'UP' | 'DOWN' | 'OFF';
  detail?: string;
}

/** GET /api/health/live: the process answers. */
export interface Liveness {
  status: 'UP';
}

export type NotReady = 'STOPPING' | 'DATABASE_AWAY' | 'SCHEMA_OUTDATED';

/** GET /api/health/ready: whether requests should come here; DOWN is a 503. */
export interface Readiness {
  status: 'UP' | 'DOWN';
  reasons: NotReady[];
}
