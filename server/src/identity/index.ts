export { AccessGuard, Caller, CallerAsActor, Permit, Public, SignedIn } from './guard.js';
export { Authenticator } from './authenticator.js';
export { Devices } from './devices.js';
export { DeviceEntity, PairingCodeEntity, RefreshTokenEntity, RoleEntity, UserEntity } from './entities.js';
export { IdentityModule } from './identity.module.js';
export { PERMISSIONS, actorOf, type Permission, type Person, type Principal } from './principal.js';
