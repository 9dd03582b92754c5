import { readEnvironment, type Env } from '../platform/environment.js';

let read: Env | undefined;
/** Of this process, with its secrets in it. Throws ConfigError. */
export const environment = (): Env => (read ??= readEnvironment(process.env));

/** Runs a command to its end: 2 and one line when it could not do its work. */
export function runCommand(name: string, main: () => Promise<void>): void {
  main().catch((error: unknown) => {
    process.stderr.write(`${name}: ${error instanceof Error ? error.message : 'could not run'}\n`);
    process.exitCode = 2;
  });
}
