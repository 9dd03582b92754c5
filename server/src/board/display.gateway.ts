import type { Board } from '@ticketero/contract';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Branch } from '@ticketero/core';
import type { Socket } from 'socket.io';

import { BranchReader } from '../branches/index.js';
import { SocketWatch } from '../identity/index.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { StateGateway, type Audience } from '../platform/realtime/state-gateway.js';
import { presentBoard, presentCall } from './present-board.js';

@WebSocketGateway({ namespace: '/display' })
export class DisplayGateway extends StateGateway<'display'> {
  constructor(
    feed: BranchFeed,
    branches: BranchReader,
    clock: Clock,
    private readonly watch: SocketWatch,
  ) {
    super('display', feed, branches, clock);
  }

  protected async admit(_auth: object, socket: Socket): Promise<Audience | null> {
    const principal = await this.watch.admit(socket);
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
