import type { KioskState } from '@ticketero/contract';
import { Inject } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Branch } from '@ticketero/core';

import { BranchReader } from '../branches/index.js';
import { Authenticator } from '../identity/index.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { StateGateway, tokenOf, type Audience } from '../platform/realtime/state-gateway.js';
import { presentKiosk } from './present-kiosk.js';

@WebSocketGateway({ namespace: '/kiosk' })
export class KioskGateway extends StateGateway<'kiosk'> {
  constructor(
    feed: BranchFeed,
    branches: BranchReader,
    clock: Clock,
    private readonly authenticator: Authenticator,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super('kiosk', feed, branches, clock);
  }

  protected async admit(auth: Record<string, unknown>): Promise<Audience | null> {
    const principal = await this.authenticator.authenticate(tokenOf(auth));
    if (!principal?.permissions.has('queues:watch') || principal.branchId === null) return null;
    return { branchId: principal.branchId, key: '' };
  }

  protected present(branch: Branch): KioskState {
    return presentKiosk(branch, this.config.telegram !== null);
  }
}
