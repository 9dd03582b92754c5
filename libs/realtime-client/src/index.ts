export { ApiError, NetworkError, createApi, type Api, type CallOptions } from './api';
export { openLink, type Link, type LinkOptions, type LinkView } from './link';
export { useLink } from './react';
export { WrongDeviceKind, forgetDevice, keptDevice, pairDemoDevice, pairDevice, type DeviceIdentity } from './device';
export { openingChangesAt } from './opening';
export { buildOf, reloadFor, useNewVersion } from './new-version';
