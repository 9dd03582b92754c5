import type { SetupRequest, SignedInUser, SignInAnswer } from '@ticketero/contract';
import { ApiError, createApi, type Api } from '@ticketero/realtime-client';

import { refusedNotice, renewAfterMs } from './expiry';
import { openTabs, type Tabs } from './tabs';
import { inBranch, lookingAt } from './looked-at';
import { inTurn } from './turn';

/** `ended`: by somebody else, while it was good. `expired`: by its age. */
export type SignedOutNotice = 'expired' | 'ended' | 'left' | 'left-everywhere' | 'maybe-open' | null;

export type SessionView =
  | { phase: 'starting' }
  | { phase: 'unreachable' }
  | { phase: 'signed-out'; notice: SignedOutNotice }
  | { phase: 'signed-in'; user: SignedInUser };

const LOOKED_AT = 'ticketero.branch';
const RETRY_SECONDS = 3;
const REFUSED = [400, 401, 403];

/**
 * Who is signed in. The access token lives in this object and nowhere else: what a script could read out of a storage
 * it could also send away. The httpOnly cookie is what carries the session over a reload.
 */
export class Session {
  /** Renews by itself, once, upon a 401. */
  readonly api: Api = lookingAt(
    () => this.branch,
    createApi({ token: () => this.accessToken, renew: () => this.renew() }),
  );
  private readonly bare = createApi({ token: () => null });
  private readonly tabs: Tabs;
  private readonly listeners = new Set<() => void>();
  private current: SessionView = { phase: 'starting' };
  /** Which branch somebody of the whole bank looks at, by its code; it survives a reload. */
  private branch: string | null = null;
  private accessToken: string | null = null;
  /** Until when the access token is good, by this machine's clock, if nobody ends it before. */
  private goodUntil = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private renewing: Promise<boolean> | null = null;
  /** Raised by signing in and out: the answer to a renewal from before then no longer counts. */
  private generation = 0;

  constructor() {
    this.tabs = openTabs({
      signedIn: () => void this.renew(),
      signedOut: () => {
        if (this.current.phase === 'signed-in') this.leave('left');
      },
    });
  }

  readonly view = (): SessionView => this.current;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly token = (): string | null => this.accessToken;

  /** True: there is a new token. */
  readonly renew = (): Promise<boolean> => {
    this.renewing ??= inTurn(() => this.refresh()).finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  };

  readonly branchLookedAt = (): string | null => this.branch;

  /** For somebody of the whole bank: from now on requests are about this branch. */
  readonly lookAt = (branch: string | null): void => {
    if (branch === this.branch) return;
    this.branch = branch;
    if (branch === null) sessionStorage.removeItem(LOOKED_AT);
    else sessionStorage.setItem(LOOKED_AT, branch);
    this.tellListeners();
  };

  /** The path of a request that does not go through `api`. */
  readonly pathOf = (path: string): string => inBranch(path, this.branch);

  start(): void {
    void this.renew();
  }

  async signIn(email: string, password: string): Promise<void> {
    const answer = await this.bare.call<SignInAnswer>('POST', '/api/auth/login', { body: { email, password } });
    this.generation += 1;
    this.accept(answer);
    this.tabs.tellSignedIn();
  }

  /** The first administrator of a new installation, who is signed in with it. */
  async setUp(request: SetupRequest): Promise<void> {
    const answer = await this.bare.call<SignInAnswer>('POST', '/api/auth/setup', { body: request });
    this.generation += 1;
    this.accept(answer);
    this.tabs.tellSignedIn();
  }

  /** All other sessions of this person end with the old password. */
  async changePassword(currentPassword: string, newPassword: string): Promise<void> {
    await this.api.call('POST', '/api/auth/change-password', { body: { currentPassword, newPassword } });
    await this.renew(); // who had to change it may go on now
  }

  /** Throws when the server did not do it: then nobody is signed out. */
  async signOutEverywhere(): Promise<void> {
    await this.renewing;
    await this.api.call('POST', '/api/auth/logout-everywhere');
    this.leave('left-everywhere');
    this.tabs.tellSignedOut();
  }

  async signOut(): Promise<void> {
    await this.renewing; // its cookie would come back after the one that signing out removes
    let notice: SignedOutNotice = 'left';
    try {
      await this.api.call('POST', '/api/auth/logout');
    } catch (error) {
      const ended = error instanceof ApiError && error.problem.status === 401;
      if (!ended) notice = 'maybe-open';
    }
    this.leave(notice);
    this.tabs.tellSignedOut();
  }

  private show(next: SessionView): void {
    this.current = next;
    this.tellListeners();
  }

  private tellListeners(): void {
    this.listeners.forEach((listener) => {
      listener();
    });
  }

  private accept(answer: SignInAnswer): void {
    this.accessToken = answer.accessToken;
    this.goodUntil = Date.now() + answer.expiresIn * 1_000;
    this.renewAfter(renewAfterMs(answer.expiresIn, Math.random()));
    const { current } = this;
    // Of a branch: their own is the only one. Another person begins anew.
    const { user } = answer;
    if (user.branchOffice !== null) this.branch = null;
    else if (current.phase === 'starting') this.branch = sessionStorage.getItem(LOOKED_AT);
    const same = current.phase === 'signed-in' && JSON.stringify(current.user) === JSON.stringify(answer.user);
    if (!same) this.show({ phase: 'signed-in', user: answer.user });
  }

  private leave(notice: SignedOutNotice): void {
    this.generation += 1;
    this.accessToken = null;
    this.branch = null;
    sessionStorage.removeItem(LOOKED_AT);
    clearTimeout(this.timer);
    this.show({ phase: 'signed-out', notice });
  }

  private renewAfter(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.renew(), ms);
  }

  private async refresh(): Promise<boolean> {
    const asOf = this.generation;
    try {
      const answer = await this.bare.call<SignInAnswer>('POST', '/api/auth/refresh');
      if (asOf !== this.generation) return false;
      this.accept(answer);
      return true;
    } catch (error) {
      if (asOf === this.generation) this.notRenewed(error);
      return false;
    }
  }

  private notRenewed(error: unknown): void {
    const { phase } = this.current;
    // A request that was under way when the session ended asks for another: why it ended has been said.
    if (phase === 'signed-out') return;
    if (error instanceof ApiError && REFUSED.includes(error.problem.status)) {
      this.leave(phase === 'signed-in' ? refusedNotice(this.goodUntil, Date.now()) : null);
      return;
    }
    // No answer, or not now: the session may well be alive, so nobody is thrown out for it.
    const seconds = error instanceof ApiError ? (error.retryAfterSeconds ?? RETRY_SECONDS) : RETRY_SECONDS;
    this.renewAfter(seconds * 1_000);
    if (phase === 'starting') this.show({ phase: 'unreachable' });
  }
}
