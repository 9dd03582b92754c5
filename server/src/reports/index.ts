export { ReportsModule } from './reports.module.js';
export { RollUps } from './roll-ups.js';
