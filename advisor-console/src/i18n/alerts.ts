import { addTexts } from '@ticketero/ui';

import en from './en.alerts.json';
import es from './es.alerts.json';

addTexts({ es, en });
