export { Retention } from './retention.js';
export { KeyRotation, RotationRefused, type RotationProgress, type RotationResult } from './key-rotation.js';
