// @ts-check
import { CONFIGURATION } from './configuration.mjs';
import { DESKS } from './console.mjs';
import { DISPLAY } from './display.mjs';
import { KIOSK } from './kiosk.mjs';
import { REPORTS } from './reports.mjs';
import { SUPERVISION } from './supervision.mjs';
import { TICKET_PAGE } from './ticket-page.mjs';

/**
 * Every screen and state of the product. A new one is added to its walk: the tests then look at it in both languages
 * and themes, and `npm run screenshots` draws it into docs/screens.md.
 * @type {{ app: import('./stage.mjs').App, walks: import('./stage.mjs').Walk[] }[]}
 */
export const SCREENS = [
  { app: 'kiosk', walks: KIOSK },
  { app: 'display', walks: DISPLAY },
  { app: 'advisor-console', walks: [...DESKS, ...SUPERVISION, ...REPORTS, ...CONFIGURATION] },
  { app: 'ticket-page', walks: TICKET_PAGE },
];
