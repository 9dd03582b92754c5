export { ErrorBoundary } from './error-boundary';
export { startI18n } from './i18n';
export { QrCode } from './qr-code';
export { queueColour } from './queue-colour';
export { waitPhrase } from './wait';
