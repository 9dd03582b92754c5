import { everybodyCanUse } from './support/matrix';

everybodyCanUse(['kiosk', 'display', 'ticket-page']);
