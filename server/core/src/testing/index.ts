// The arbitraries are not here: they need fast-check, and the bench, which uses the rest, runs without it.
export * from './builders.js';
export * from './by-assignments.js';
export * from './estimators.js';
export * from './invariants.js';
export * from './ledger.js';
export * from './random.js';
export * from './random-actions.js';
export * from './random-day.js';
export * from './scene.js';
export * from './told-watch.js';
export * from './reference-day.js';
export * from './undo-check.js';
export * from './promise-lab.js';
export * from './virtual-day.js';
export * from './what-if-lab.js';
export * from './living/living-day.js';
export * from './living/tally.js';
export type { QueueFigures } from './living/figures.js';
