// @ts-check
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

import { inRoot } from './paths.mjs';

/** The web clients: each is built into its dist folder. */
const CLIENTS = ['kiosk', 'display', 'advisor-console', 'ticket-page'];
const TEXT = /\.(js|css|svg|html|json)$/;
const ENCODINGS = [
  { suffix: '.br', compress: brotliCompressSync },
  { suffix: '.gz', compress: gzipSync },
];

/**
 * Makes the compressed copies that the server sends to whoever takes them: done once here, and not at each request. A cheap
 * phone on a bad network loads a third.
 */
export function precompress() {
  for (const client of CLIENTS) {
    const dist = inRoot(client, 'dist');
    if (!existsSync(dist)) continue;
    for (const name of readdirSync(dist, { recursive: true, encoding: 'utf8' })) {
      if (TEXT.test(name)) compressFile(join(dist, name));
    }
  }
}

/** @param {string} file */
function compressFile(file) {
  const madeAt = statSync(file).mtimeMs;
  for (const { suffix, compress } of ENCODINGS) {
    const copy = file + suffix;
    if (!existsSync(copy) || statSync(copy).mtimeMs < madeAt) writeFileSync(copy, compress(readFileSync(file)));
  }
}
