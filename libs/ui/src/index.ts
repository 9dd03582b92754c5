export { ErrorBoundary } from './error-boundary';
export { startI18n } from './i18n';
export { QrCode } from './qr-code';
export { queueColour, queueStyle } from './queue-colour';
export { applyLook, resetLook, startLook, THEMES, useLook, type Look, type Theme } from './theme';
export { waitPhrase } from './wait';
