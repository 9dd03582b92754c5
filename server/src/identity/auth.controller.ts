import type { SignInAnswer, SignedInUser } from '@ticketero/contract';
import { Body, Controller, Get, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Actor } from '../platform/actor.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/answers.js';
import { NoFieldsGuard } from '../platform/http/no-fields.guard.js';
import { byAddress, RateLimit } from '../platform/rate-limit.guard.js';
import { ChangePasswordDto, SignInDto } from './dto.js';
import { Caller, CallerAsActor, Public, SignedIn } from './guard.js';
import type { Principal } from './principal.js';
import { Sessions, type Session } from './sessions.js';
import { REFRESH_MS, Tokens } from './tokens.js';

const COOKIE = 'ticketero_refresh';

/**
 * Per account and address: somebody who guesses is slowed, the account's owner elsewhere is not. The address and the
 * name before its @ are one account. The body is not validated yet: it can be anything.
 */
const byAccount = (request: FastifyRequest): string => {
  const { email, username } = (request.body ?? {}) as { email?: unknown; username?: unknown };
  const typed = email ?? username;
  const [name = ''] = typeof typed === 'string' ? typed.trim().toLowerCase().split('@') : [];
  return `${byAddress(request)} ${name.slice(0, 100)}`;
};

@ApiTags('auth')
@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly sessions: Sessions,
    private readonly tokens: Tokens,
  ) {}

  @Post('login')
  @HttpCode(200)
  @Public()
  @RateLimit({ name: 'login', perMinute: 5, by: byAccount })
  @Answers('SignInAnswer', { public: true, errors: [401] })
  async login(
    @Body() body: SignInDto,
    @CallerAsActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const name = body.email ?? body.username;
    if (!name?.trim()) throw invalid({ email: 'El correo es obligatorio' });
    return handOut(await this.sessions.signIn(name, body.password, actor), request, reply);
  }

  @Post('refresh')
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Public()
  @Answers('SignInAnswer', { public: true, errors: [401] })
  async refresh(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const token = request.cookies[COOKIE];
    if (!token) throw new ProblemError('NO_AUTENTICADO');
    return handOut(await this.sessions.refresh(token), request, reply);
  }

  @Post('logout')
  @HttpCode(204)
  @UseGuards(NoFieldsGuard)
  @Public()
  @Answers(null, { public: true })
  async logout(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<void> {
    const token = request.cookies[COOKIE];
    if (token) await this.sessions.signOut(token);
    void reply.clearCookie(COOKIE, { path: '/api/auth' });
  }

  @Post('change-password')
  @HttpCode(204)
  @SignedIn()
  @RateLimit({ name: 'change-password', perMinute: 5, by: byAddress })
  @Answers(null)
  async changePassword(
    @Body() body: ChangePasswordDto,
    @Caller() caller: Principal,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    if (caller.kind !== 'person') throw new ProblemError('SIN_PERMISO');
    const access = request.headers.authorization?.slice('Bearer '.length) ?? '';
    const family = this.tokens.readAccess(access)?.family ?? '';
    await this.sessions.changePassword(caller.userId, family, body.currentPassword, body.newPassword);
  }

  @Get('me')
  @SignedIn()
  @Answers('SignedInUser')
  async me(@Caller() caller: Principal): Promise<SignedInUser> {
    if (caller.kind !== 'person') throw new ProblemError('SIN_PERMISO');
    return this.sessions.user(caller.userId);
  }
}

/** The refresh token goes where no script can read it, and to these routes only. */
function handOut(session: Session, request: FastifyRequest, reply: FastifyReply): SignInAnswer {
  void reply.setCookie(COOKIE, session.refreshToken, {
    path: '/api/auth',
    httpOnly: true,
    sameSite: 'strict',
    secure: request.protocol === 'https',
    maxAge: REFRESH_MS / 1000,
  });
  return session.answer;
}
