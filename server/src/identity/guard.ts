import type { Permission } from '@ticketero/contract';
import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type CustomDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';

import type { Actor } from '../platform/actor.js';
import { ProblemError } from '../platform/errors/problem.js';
import { ACCESS_KEY, PUBLIC_ACCESS } from '../platform/http/public-access.js';
import { Authenticator } from './authenticator.js';
import { actorOf, type Device, type Person, type Principal } from './principal.js';

/** Whoever calls: health, sign-in, pairing, one ticket by its reference. */
export const Public = (): CustomDecorator => SetMetadata(...PUBLIC_ACCESS);
/** Open to everybody as well; who sends a token that is good is named in the audit log by it. */
export const PublicOrNamed = (): CustomDecorator => SetMetadata(ACCESS_KEY, 'public-or-named');
/** Callers whose role holds this permission. */
export const Permit = (permission: Permission): CustomDecorator => SetMetadata(ACCESS_KEY, permission);
/** Any person who is signed in. */
export const SignedIn = (): CustomDecorator => SetMetadata(ACCESS_KEY, 'signed-in');

/** Any screen or kiosk, and nobody else. */
export const PairedDevice = (): CustomDecorator => SetMetadata(ACCESS_KEY, 'paired-device');

export type AuthenticatedRequest = FastifyRequest & { principal?: Principal };

/** On every route. A route that says nothing about who may call it is closed. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // sockets are checked when they connect
    const targets = [context.getHandler(), context.getClass()];
    const access = this.reflector.getAllAndOverride<string | undefined>(ACCESS_KEY, targets);
    if (access === 'public') return true;
    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const token = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
    const principal = token ? await this.authenticator.authenticate(token) : null;
    if (access === 'public-or-named') {
      if (principal) request.principal = principal;
      return true;
    }
    if (!principal) throw new ProblemError('NO_AUTENTICADO');
    if (!mayPass(principal, access)) throw new ProblemError('SIN_PERMISO');
    if (principal.kind === 'person' && principal.mustChangePassword && !isOwnAccount(request)) {
      throw new ProblemError('SIN_PERMISO', {
        mensaje: 'Debe cambiar su contraseña antes de seguir',
        detail: 'You have to change your password before you go on',
      });
    }
    request.principal = principal;
    return true;
  }
}

function mayPass(principal: Principal, access: string | undefined): boolean {
  if (access === 'signed-in') return principal.kind === 'person';
  if (access === 'paired-device') return principal.kind === 'device';
  return access !== undefined && principal.permissions.has(access);
}

/** Who has a temporary password can change it, look who they are, and leave. */
const isOwnAccount = (request: FastifyRequest): boolean => request.routeOptions.url?.startsWith('/api/auth/') ?? false;

/** The caller. Only on routes that are not public. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (!principal) throw new ProblemError('NO_AUTENTICADO');
  return principal;
});

/** The person who calls. Only on routes for whoever is signed in. */
export const SignedInPerson = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (principal?.kind !== 'person') throw new ProblemError('SIN_PERMISO');
  return principal;
});

/** The screen or kiosk that calls. Only on routes for these. */
export const CallingDevice = createParamDecorator((_: unknown, context: ExecutionContext): Device => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (principal?.kind !== 'device') throw new ProblemError('SIN_PERMISO');
  return principal;
});

/** The caller of a route that is open to everybody as well; null: nobody that we know. */
export const PossibleCaller = createParamDecorator((_: unknown, context: ExecutionContext): Principal | null => {
  return context.switchToHttp().getRequest<AuthenticatedRequest>().principal ?? null;
});

/** The caller as the audit log names it; on a public route `CLIENTE`. */
export const CallerAsActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
  return actorOf(request.principal ?? null, request);
});
