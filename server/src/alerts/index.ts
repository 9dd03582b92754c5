export { AlertKeeper } from './alert-keeper.js';
export { AlertsModule } from './alerts.module.js';
export { NoticeSender, NOTICES_EVERY_MS } from './notice-sender.js';
export { presentAlert, presentAlerts } from './present-alerts.js';
