export {
  AccessGuard,
  Caller,
  CallerAsActor,
  Permit,
  PossibleCaller,
  Public,
  PublicOrNamed,
  SignedIn,
  SignedInPerson,
} from './guard.js';
export { Authenticator } from './authenticator.js';
export { Devices } from './devices.js';
export { DeviceEntity, PairingCodeEntity, RefreshTokenEntity, RoleEntity, UserEntity } from './entities.js';
export { EMAIL_MESSAGE } from './dto.js';
export { FirstAdmin, requireGoodFirstAdmin, type FirstAdminStart } from './first-admin.js';
export { IdentityModule } from './identity.module.js';
export { hashPassword, temporaryPassword } from './new-password.js';
export { Passwords } from './passwords.js';
export { DEVICE_PERMISSIONS, actorOf, type Person, type Principal } from './principal.js';
export { Sessions } from './sessions.js';
export { SocketWatch } from './socket-watch.js';
export { STAFF_LOCK } from './staff-lock.js';
