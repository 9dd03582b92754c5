export { tellState } from './tell-state.mjs';
