export * from './words.js';
export * from './audit.js';
export * from './desk.js';
export * from './http.js';
export * from './identity.js';
export * from './messages.js';
export * from './realtime.js';
