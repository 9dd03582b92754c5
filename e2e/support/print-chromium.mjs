// @ts-check
// A process of its own: an ES module that brings a browser along has no place in Jest's module system.
import { findChromium } from './chromium.mjs';

process.stdout.write(await findChromium());
