import { addTexts } from '@ticketero/ui';

import en from './en.configuration.json';
import es from './es.configuration.json';

addTexts({ es, en });
