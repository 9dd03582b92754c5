import type * as OpenTelemetry from './open-telemetry.js';
import { tracesWanted } from './wanted.js';

// Imported by main.ts before everything else: what is instrumented has to be loaded after what instruments it.
const { wanted, words } = tracesWanted(process.env);
for (const line of words) process.stderr.write(`ticketero: ${line}\n`);
if (wanted) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- only where it is asked for: it is half of what a start reads
  (require('./open-telemetry.js') as typeof OpenTelemetry).startTracing();
}
