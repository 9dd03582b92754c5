export { presentQueue } from './present-dashboard.js';
export { SupervisionModule } from './supervision.module.js';
