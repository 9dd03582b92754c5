export { ARCHIVER_EVERY_MS, ArchiverWatch } from './archiver-watch.js';
export { TelemetryModule } from './telemetry.module.js';
