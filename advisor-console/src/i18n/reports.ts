import { addTexts } from '@ticketero/ui';

import en from './en.reports.json';
import es from './es.reports.json';

addTexts({ es, en });
