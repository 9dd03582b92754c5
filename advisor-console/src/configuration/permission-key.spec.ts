import { PERMISSIONS } from '@ticketero/contract';

import en from '../i18n/en.configuration.json';
import es from '../i18n/es.configuration.json';
import { permissionKey } from './permission-key';

describe('what a role may do', () => {
  it.each([
    ['es', es.config.permission],
    ['en', en.config.permission],
  ])('is said of every permission there is, and of no other (%s)', (_, words) => {
    expect(Object.keys(words).sort()).toEqual(PERMISSIONS.map(permissionKey).sort());
  });
});
