import { addTexts } from '@ticketero/ui';

import en from './en.audit.json';
import es from './es.audit.json';

addTexts({ es, en });
