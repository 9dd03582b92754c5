import type { Says } from './problem.js';

// What is said of a request that never came as far as a rule.

export const UNREADABLE: Says = {
  mensaje: 'La solicitud no se puede leer',
  detail: 'The request cannot be read',
};
export const TOO_LARGE: Says = {
  mensaje: 'La solicitud es demasiado grande',
  detail: 'The request is too large',
};
export const NOT_JSON: Says = { mensaje: 'El contenido debe ser JSON', detail: 'The body has to be JSON' };
