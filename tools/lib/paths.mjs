// @ts-check
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository: every tool works from here, wherever it was called. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** @param {string[]} parts a path below the root */
export const inRoot = (...parts) => join(ROOT, ...parts);

/**
 * The file behind a package's command, so that it runs with this very Node: no shell, no PATH, the same on Windows.
 * @param {string} packageName
 * @param {string} [command] when the package has several
 */
export function binOf(packageName, command = packageName) {
  const manifestPath = inRoot('node_modules', packageName, 'package.json');
  const { bin } = createRequire(import.meta.url)(manifestPath);
  return join(dirname(manifestPath), typeof bin === 'string' ? bin : bin[command]);
}
