import type { Desk } from '@ticketero/contract';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Branch } from '@ticketero/core';
import type { Socket } from 'socket.io';

import { BranchReader } from '../branches/index.js';
import { SocketWatch } from '../identity/index.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { StateGateway, type Audience } from '../platform/realtime/state-gateway.js';
import { presentDesk, presentDeskTicket } from './present-desk.js';

/** Each advisor's own desk, and no other. */
@WebSocketGateway({ namespace: '/advisor' })
export class AdvisorGateway extends StateGateway<'advisor'> {
  constructor(
    feed: BranchFeed,
    branches: BranchReader,
    clock: Clock,
    private readonly watch: SocketWatch,
  ) {
    super('advisor', feed, branches, clock);
  }

  protected async admit(_auth: object, socket: Socket): Promise<Audience | null> {
    const principal = await this.watch.admit(socket);
    if (principal?.kind !== 'person' || !principal.permissions.has('desk:use')) return null;
    if (principal.branchId === null || principal.advisorId === null) return null;
    return { branchId: principal.branchId, key: String(principal.advisorId) };
  }

  protected present(branch: Branch, advisorId: string): Desk | null {
    const advisor = branch.advisors.get(Number(advisorId));
    return advisor ? presentDesk(branch, advisor) : null;
  }

  protected override keysToTell(branch: Branch): string[] {
    return branch.calledNow.size === 0 ? [] : [...branch.advisors.keys()].map(String);
  }

  protected override alsoEmit(branch: Branch, advisorId: string, emit: (event: string, payload: object) => void): void {
    const current = branch.currentOf(Number(advisorId));
    if (!current || branch.calledNow.get(current.id) !== 'call') return;
    emit('ticket:assigned', { ticket: presentDeskTicket(branch, current) });
  }
}
