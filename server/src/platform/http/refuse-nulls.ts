import { invalid } from '../errors/problem.js';

/** In a change what is absent stays; null is no value, but where it means something. Throws VALIDACION_FALLIDA. */
export function refuseNulls(change: object, except: readonly string[] = [], path = ''): void {
  for (const [field, value] of Object.entries(change)) {
    if (value === null && !except.includes(field)) throw invalid({ [path + field]: 'No puede ser nulo' });
  }
}
