export { PrintingModule } from './printing.module.js';
export { Slips } from './slips.js';
