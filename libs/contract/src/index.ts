export * from './words.js';
export * from './http.js';
export * from './realtime.js';
