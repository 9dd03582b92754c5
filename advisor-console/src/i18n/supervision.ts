import { addTexts } from '@ticketero/ui';

import en from './en.supervision.json';
import es from './es.supervision.json';

addTexts({ es, en });
