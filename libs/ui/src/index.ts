export { ErrorBoundary } from './error-boundary';
export { startI18n } from './i18n';
export { queueColour } from './queue-colour';
