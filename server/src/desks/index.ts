export { SetStatusDto, TransferDto } from './dto.js';
export { DesksModule } from './desks.module.js';
export { presentAdvisor } from './present-desk.js';
