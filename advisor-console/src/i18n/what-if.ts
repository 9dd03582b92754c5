import { addTexts } from '@ticketero/ui';

import en from './en.what-if.json';
import es from './es.what-if.json';

addTexts({ es, en });
