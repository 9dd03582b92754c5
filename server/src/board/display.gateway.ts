import type { Board } from '@ticketero/contract';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Branch } from '@ticketero/core';

import { BranchReader } from '../branches/index.js';
import { Authenticator } from '../identity/index.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { StateGateway, tokenOf, type Audience } from '../platform/realtime/state-gateway.js';
import { presentBoard, presentCall } from './present-board.js';

@WebSocketGateway({ namespace: '/display' })
export class DisplayGateway extends StateGateway<'display'> {
  constructor(
    feed: BranchFeed,
    branches: BranchReader,
    clock: Clock,
    private readonly authenticator: Authenticator,
  ) {
    super('display', feed, branches, clock);
  }

  protected async admit(auth: Record<string, unknown>): Promise<Audience | null> {
    const principal = await this.authenticator.authenticate(tokenOf(auth));
    if (!principal?.permissions.has('board:read') || principal.branchId === null) return null;
    return { branchId: principal.branchId, key: '' };
  }

  protected present(branch: Branch): Board {
    return presentBoard(branch);
  }

  /** Every call and recall of this commit. Never joined: no call is swallowed by the next. */
  protected override alsoEmit(branch: Branch, _key: string, emit: (event: string, payload: object) => void): void {
    for (const call of branch.calls()) {
      if (call.serving && branch.calledNow.has(call.ticketId)) emit('ticket:called', presentCall(call));
    }
  }
}
