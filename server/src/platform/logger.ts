import type { LoggerService } from '@nestjs/common';
import { pino, type DestinationStream } from 'pino';

import type { Config } from './config.js';

/** What a line tells beside its words, as fields of its own: ids and closed words, nothing of a person (R13). */
export type LogFacts = Record<string, string | number | null | undefined>;

/** For Nest's Logger: a message with facts. */
export class LogLine {
  constructor(
    readonly text: string,
    readonly facts: LogFacts,
  ) {}

  /** Where the line is written by somebody who knows no facts. */
  toString(): string {
    return this.text;
  }
}

/**
 * Nest's log as JSON lines. Only what the code says is logged: no body, no header, no address (R13). What the levels mean:
 * docs/metrics.md.
 */
export function createLogger(config: Pick<Config, 'logLevel'>, destination?: DestinationStream): LoggerService {
  const options = { level: config.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime };
  const logger = destination ? pino(options, destination) : pino(options);
  const write =
    (level: 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'fatal') =>
    (message: unknown, ...rest: unknown[]): void => {
      if (!logger.isLevelEnabled(level)) return;
      const context = rest.at(-1);
      const stack = level === 'error' && rest.length > 1 && typeof rest[0] === 'string' ? frames(rest[0]) : undefined;
      const facts = message instanceof LogLine ? message.facts : {};
      logger[level]({ context: typeof context === 'string' ? context : undefined, ...facts, stack }, String(message));
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
