import { addTexts } from '@ticketero/ui';

import en from './en.account.json';
import es from './es.account.json';

addTexts({ es, en });
