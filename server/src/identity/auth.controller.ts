import type { SessionsAnswer, SignInAnswer, SignedInUser } from '@ticketero/contract';
import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';

import type { Actor } from '../platform/actor.js';
import { CONFIG, type Config } from '../platform/config.js';
import { invalid, ProblemError } from '../platform/errors/problem.js';
import { Answers } from '../platform/http/answers.js';
import { isUuid } from '../platform/http/id-param.js';
import { NoFieldsGuard } from '../platform/http/no-fields.guard.js';
import { byAddress, RateLimit } from '../platform/rate-limit.guard.js';
import { ChangePasswordDto, SetupDto, SignInDto } from './dto.js';
import { FirstAdmin } from './first-admin.js';
import { CallerAsActor, Public, SignedIn, SignedInPerson } from './guard.js';
import { Passwords } from './passwords.js';
import type { Person } from './principal.js';
import { Sessions, type Session } from './sessions.js';
import { accountName } from './sign-in-pace.js';
import { REFRESH_MS } from './tokens.js';

const COOKIE = 'ticketero_refresh';
const COOKIE_PATH = '/api/auth';

/**
 * Per account and address: somebody who guesses is slowed, the account's owner elsewhere is not. The body is not
 * validated yet: it can be anything.
 */
const byAccount = (request: FastifyRequest): string => {
  const { email, username } = (request.body ?? {}) as { email?: unknown; username?: unknown };
  const typed = email ?? username;
  return `${byAddress(request)} ${typeof typed === 'string' ? accountName(typed) : ''}`;
};

@ApiTags('auth')
@Controller('api/auth')
export class AuthController {
  constructor(
    private readonly sessions: Sessions,
    private readonly passwords: Passwords,
    private readonly firstAdmin: FirstAdmin,
    @Inject(CONFIG) private readonly config: Pick<Config, 'publicUrl'>,
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
    return this.handOut(await this.sessions.signIn(name, body.password, actor), request, reply);
  }

  /** The first ADMIN of a new installation; the token comes from the link that the server printed. */
  @Post('setup')
  @HttpCode(201)
  @Public()
  @RateLimit({ name: 'setup', perMinute: 5, by: byAddress })
  @Answers('SignInAnswer', { status: 201, public: true })
  async setup(
    @Body() body: SetupDto,
    @CallerAsActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    return this.handOut(await this.firstAdmin.setUp(body, actor), request, reply);
  }

  @Post('refresh')
  @HttpCode(200)
  @UseGuards(NoFieldsGuard)
  @Public()
  @Answers('SignInAnswer', { public: true, errors: [401] })
  async refresh(
    @CallerAsActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignInAnswer> {
    const token = request.cookies[COOKIE];
    if (!token) throw new ProblemError('NO_AUTENTICADO');
    return this.handOut(await this.sessions.refresh(token, actor), request, reply);
  }

  @Post('logout')
  @HttpCode(204)
  @UseGuards(NoFieldsGuard)
  @Public()
  @Answers(null, { public: true })
  async logout(
    @CallerAsActor() actor: Actor,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const token = request.cookies[COOKIE];
    if (token) await this.sessions.signOut(token, actor);
    takeBack(reply);
  }

  @Post('logout-everywhere')
  @HttpCode(204)
  @UseGuards(NoFieldsGuard)
  @SignedIn()
  @Answers(null)
  async logoutEverywhere(
    @SignedInPerson() person: Person,
    @CallerAsActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    await this.sessions.endEverywhere(person.userId, actor);
    takeBack(reply);
  }

  @Get('sessions')
  @SignedIn()
  @Answers('SessionsAnswer')
  async list(@SignedInPerson() person: Person): Promise<SessionsAnswer> {
    return this.sessions.list(person.userId, person.sessionId);
  }

  @Delete('sessions/:id')
  @HttpCode(204)
  @SignedIn()
  @Answers(null, { errors: [404] })
  async end(
    @Param('id') id: string,
    @SignedInPerson() person: Person,
    @CallerAsActor() actor: Actor,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    if (!isUuid(id)) throw new ProblemError('RECURSO_NO_ENCONTRADO');
    await this.sessions.end(person.userId, id.toLowerCase(), actor);
    if (id.toLowerCase() === person.sessionId) takeBack(reply);
  }

  @Post('change-password')
  @HttpCode(204)
  @SignedIn()
  @RateLimit({ name: 'change-password', perMinute: 5, by: byAddress })
  @Answers(null)
  async changePassword(
    @Body() body: ChangePasswordDto,
    @SignedInPerson() person: Person,
    @CallerAsActor() actor: Actor,
  ): Promise<void> {
    await this.passwords.change(person, body.currentPassword, body.newPassword, actor);
  }

  @Get('me')
  @SignedIn()
  @Answers('SignedInUser')
  async me(@SignedInPerson() person: Person): Promise<SignedInUser> {
    return this.sessions.user(person.userId);
  }

  /** The refresh token goes where no script can read it, to these routes only, and never in the clear where there is TLS. */
  private handOut(session: Session, request: FastifyRequest, reply: FastifyReply): SignInAnswer {
    void reply.setCookie(COOKIE, session.refreshToken, {
      path: COOKIE_PATH,
      httpOnly: true,
      sameSite: 'strict',
      secure: request.protocol === 'https' || (this.config.publicUrl?.startsWith('https:') ?? false),
      maxAge: REFRESH_MS / 1000,
    });
    return session.answer;
  }
}

function takeBack(reply: FastifyReply): void {
  void reply.clearCookie(COOKIE, { path: COOKIE_PATH });
}
