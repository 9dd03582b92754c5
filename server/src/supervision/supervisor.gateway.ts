import type { Alert, Dashboard } from '@ticketero/contract';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Branch } from '@ticketero/core';
import type { Socket } from 'socket.io';

import { BranchDirectory, BranchReader } from '../branches/index.js';
import { SocketWatch } from '../identity/index.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { StateGateway, type Audience } from '../platform/realtime/state-gateway.js';
import { LiveHints } from '../what-if/index.js';
import { presentAlerts, presentDashboard } from './present-dashboard.js';

const JOIN_MS = 1_000;

/** The dashboard, joined to one state a second. A bank-wide supervisor says which branch in `auth.branchOffice`. */
@WebSocketGateway({ namespace: '/supervisor' })
export class SupervisorGateway extends StateGateway<'supervisor'> {
  /** Branch → the alerts of its last commit. */
  private readonly raised = new Map<number, Map<string, Alert>>();

  constructor(
    feed: BranchFeed,
    branches: BranchReader,
    clock: Clock,
    private readonly watch: SocketWatch,
    private readonly directory: BranchDirectory,
    private readonly hints: LiveHints,
  ) {
    super('supervisor', feed, branches, clock, JOIN_MS);
  }

  protected async admit(auth: Record<string, unknown>, socket: Socket): Promise<Audience | null> {
    const principal = await this.watch.admit(socket);
    if (!principal?.permissions.has('dashboard:read')) return null;
    const requested = typeof auth['branchOffice'] === 'string' ? auth['branchOffice'] : undefined;
    return { branchId: await this.directory.resolve(principal.branchId, requested), key: '' };
  }

  /** Once each: what is new since the last commit, and what is over. */
  protected override alsoEmit(branch: Branch, _key: string, emit: (event: string, payload: object) => void): void {
    const before = this.raised.get(branch.state.id) ?? new Map<string, Alert>();
    const now = new Map(presentAlerts(branch).map((alert) => [nameOf(alert), alert]));
    this.raised.set(branch.state.id, now);
    for (const [name, alert] of now) if (!before.has(name)) emit('alert:raised', { alert });
    for (const [name, alert] of before) if (!now.has(name)) emit('alert:cleared', { alert });
  }

  protected present(branch: Branch): Dashboard {
    return presentDashboard(branch, this.hints.of(branch));
  }
}

/** One of each kind for a queue or a device. */
const nameOf = ({ type, queueType, deviceId }: Alert): string => `${type} ${queueType} ${deviceId ?? ''}`;
