// @ts-check
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What may come over the wire before the first screen of each client, in kB (1,000 bytes) of gzip. */
export const BUDGETS_KB = { kiosk: 200, display: 200, 'advisor-console': 150, 'ticket-page': 150 };

/**
 * What a browser has to fetch before it can draw the first screen: the page, its scripts and styles, and what those
 * scripts import at once. Not what they import later, and no fonts, which swap in.
 * @param {string} dist the folder of a built client
 * @returns {{ name: string, bytes: number }[]} each file with its size as gzip
 */
export function firstLoad(dist) {
  const html = readFileSync(join(dist, 'index.html'), 'utf8');
  const assets = [...html.matchAll(/(?:src|href)="[^"]*?(assets\/[^"]+\.(?:js|css))"/g)].map(([, name = '']) => name);
  if (!assets.some((name) => name.endsWith('.js'))) throw new Error(`${dist}: no script in its page`);
  const names = new Set(['index.html']);
  const add = (/** @type {string} */ name) => {
    if (names.has(name) || !existsSync(join(dist, name))) return;
    names.add(name);
    if (name.endsWith('.js')) importsOf(readFileSync(join(dist, name), 'utf8')).forEach(add);
  };
  assets.forEach(add);
  return [...names].map((name) => ({ name, bytes: gzipSync(readFileSync(join(dist, name))).length }));
}

/**
 * The modules that a built module imports at once: `import "./x.js"`, `from "./x.js"`; `import("./x.js")` comes later.
 * @param {string} code
 */
function importsOf(code) {
  return [...code.matchAll(/\b(?:import|from)\s*["']\.\/([\w.-]+\.js)["']/g)].map(([, name]) => `assets/${name}`);
}
