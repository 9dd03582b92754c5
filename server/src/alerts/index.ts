export { AlertKeeper } from './alert-keeper.js';
export { AlertsModule } from './alerts.module.js';
export { presentAlert, presentAlerts } from './present-alerts.js';
