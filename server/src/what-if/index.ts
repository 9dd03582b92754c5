export { HINTS_EVERY_MS, LiveHints } from './live-hints.js';
export { WhatIfModule } from './what-if.module.js';
