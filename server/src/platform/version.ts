import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const manifest = readFileSync(resolve(__dirname, '../../package.json'), 'utf8');

export const VERSION = (JSON.parse(manifest) as { version: string }).version;
