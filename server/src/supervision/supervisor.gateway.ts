import type { Dashboard } from '@ticketero/contract';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Branch } from '@ticketero/core';
import type { Socket } from 'socket.io';

import { presentAlert } from '../alerts/index.js';
import { BranchDirectory, BranchReader } from '../branches/index.js';
import { SocketWatch } from '../identity/index.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { StateGateway, type Audience } from '../platform/realtime/state-gateway.js';
import { LiveHints } from '../what-if/index.js';
import { presentDashboard } from './present-dashboard.js';

const JOIN_MS = 1_000;

/** The dashboard, joined to one state a second. A bank-wide supervisor says which branch in `auth.branchOffice`. */
@WebSocketGateway({ namespace: '/supervisor' })
export class SupervisorGateway extends StateGateway<'supervisor'> {
  constructor(
    feed: BranchFeed,
    branches: BranchReader,
    clock: Clock,
    private readonly watch: SocketWatch,
    private readonly directory: BranchDirectory,
    private readonly hints: LiveHints,
  ) {
    super('supervisor', feed, branches, clock, JOIN_MS);
    hints.changes.subscribe((branchId) => void this.tellAgain(branchId));
  }

  protected async admit(auth: Record<string, unknown>, socket: Socket): Promise<Audience | null> {
    const principal = await this.watch.admit(socket);
    if (!principal?.permissions.has('dashboard:read')) return null;
    const requested = typeof auth['branchOffice'] === 'string' ? auth['branchOffice'] : undefined;
    return { branchId: await this.directory.resolve(principal.branchId, requested), key: '' };
  }

  /** Once each: what this very commit raised, and what it cleared. */
  protected override alsoEmit(branch: Branch, _key: string, emit: (event: string, payload: object) => void): void {
    for (const alert of branch.raisedNow) emit('alert:raised', { alert: presentAlert(branch, alert) });
    for (const alert of branch.clearedNow) emit('alert:cleared', { alert: presentAlert(branch, alert) });
  }

  protected present(branch: Branch): Dashboard {
    return presentDashboard(branch, this.hints.of(branch));
  }
}
