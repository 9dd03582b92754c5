import type { LoggerService } from '@nestjs/common';
import { pino, type Logger } from 'pino';

import type { Config } from './config.js';

/** Nest's log as JSON lines. Only what the code says is logged: no request, no body, no header (R13). */
export function createLogger(config: Pick<Config, 'logLevel'>): LoggerService {
  const root = pino({ level: config.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
  const write =
    (level: 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'fatal') =>
    (message: unknown, ...rest: unknown[]): void => {
      const logger: Logger = root;
      const context = rest.at(-1);
      const stack = level === 'error' && rest.length > 1 && typeof rest[0] === 'string' ? frames(rest[0]) : undefined;
      logger[level]({ context: typeof context === 'string' ? context : undefined, stack }, String(message));
    };
  return {
    log: (message: unknown, ...rest: unknown[]) => {
      // Nest's own start-up talk: of interest only when something is wrong.
      const quiet = ['InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestFactory', 'WebSocketsController'];
      write(quiet.includes(String(rest.at(-1))) ? 'debug' : 'info')(message, ...rest);
    },
    warn: write('warn'),
    error: write('error'),
    debug: write('debug'),
    verbose: write('trace'),
    fatal: write('fatal'),
  };
}

/** The frames alone: the first line repeats a message, and a database's message can quote a value. */
function frames(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .join('\n');
}
