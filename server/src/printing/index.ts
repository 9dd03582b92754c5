export { PrintingModule } from './printing.module.js';
export { Slips } from './slips.js';
export { isTrouble, type Trouble } from './trouble.js';
