export { diagnose, printed, type Diagnosis } from './diagnose.js';
export { FORBIDDEN } from './forbidden.js';
