import { isDeepStrictEqual } from 'node:util';

import type { DashboardHint } from '@ticketero/contract';
import { Injectable } from '@nestjs/common';
import { whatIfInput, type Branch, type StandingHint } from '@ticketero/core';
import { Subject, type Observable } from 'rxjs';

import { BranchReader } from '../branches/index.js';
import { Clock } from '../platform/clock.js';
import { Arrivals } from './arrivals.js';
import { Thinker } from './thinker.js';

/** Between two looks, ms of the branch's clock. */
export const HINTS_EVERY_MS = 30_000;
/** Nobody watches a branch whose dashboard was not made for so long: on a busy one it is made every few seconds. */
const WATCHED_MS = 120_000;

interface Watched {
  seenAt: number;
  /** A look that is under way. */
  looking: Promise<void> | null;
  standing: StandingHint | null;
  goneAt: number | null;
}

/**
 * The one hint of each branch whose dashboard somebody has open, while somebody is or will be late. It is this process's
 * own: the same branch gives every process the same, within half a minute.
 */
@Injectable()
export class LiveHints {
  private readonly watched = new Map<number, Watched>();
  private readonly changed = new Subject<number>();

  constructor(
    private readonly branches: BranchReader,
    private readonly arrivals: Arrivals,
    private readonly thinker: Thinker,
    private readonly clock: Clock,
  ) {}

  /** Ids of branches whose hint was found, withdrawn or has other figures than the one that was shown: no commit tells of it. */
  get changes(): Observable<number> {
    return this.changed;
  }

  /** What a dashboard of this state shows, which is looked at from now on. */
  of(branch: Branch): DashboardHint | null {
    const { id } = branch.state;
    const watched = this.watched.get(id) ?? this.watch(id);
    watched.seenAt = this.clock.now();
    return shown(branch, watched.standing);
  }

  /** Who opens a dashboard does not wait for the next turn; when this look fails, that one tells of it. */
  private watch(id: number): Watched {
    const watched: Watched = { seenAt: 0, looking: null, standing: null, goneAt: null };
    this.watched.set(id, watched);
    void this.look(id, watched).catch(() => {});
    return watched;
  }

  /** One look at every branch that is watched. */
  async turn(): Promise<void> {
    const now = this.clock.now();
    for (const [id, watched] of this.watched) {
      if (now - watched.seenAt > WATCHED_MS) this.watched.delete(id);
      else await this.look(id, watched);
    }
  }

  private look(id: number, watched: Watched): Promise<void> {
    watched.looking ??= this.lookNow(id, watched).finally(() => (watched.looking = null));
    return watched.looking;
  }

  private async lookNow(id: number, watched: Watched): Promise<void> {
    const branch = await this.branches.load(id);
    const { standing, goneAt } = watched;
    const next = isLate(branch) ? await this.think(branch, standing, goneAt) : null;
    if (standing && !next) watched.goneAt = branch.now;
    watched.standing = next;
    if (!isDeepStrictEqual(shown(branch, standing), shown(branch, next))) this.changed.next(id);
  }

  private async think(branch: Branch, standing: StandingHint | null, goneAt: number | null) {
    const { arrivals } = await this.arrivals.expected(branch, 'YESTERDAY');
    return this.thinker.hint({ input: whatIfInput(branch, arrivals), standing, goneAt });
  }
}

/** Somebody waits longer than the target, or is expected to (R8). */
const isLate = (branch: Branch): boolean =>
  branch.waiting().some((ticket) => {
    const target = branch.queue(ticket.queueType).targetWaitMinutes;
    const waited = (branch.now - ticket.createdAt) / 60_000;
    return waited + branch.outlook.expected(ticket).minutes > target;
  });

/** Nothing from the moment on at which it was done, or can no longer be. */
function shown(branch: Branch, standing: StandingHint | null): DashboardHint | null {
  if (standing === null) return null;
  const { hint, since } = standing;
  const advisor = branch.advisors.get(hint.advisorId);
  if (!advisor || advisor.status === 'OFFLINE' || advisor.queueTypes.includes(hint.queueType)) return null;
  return { ...hint, advisorName: advisor.name, since: new Date(since).toISOString() };
}
