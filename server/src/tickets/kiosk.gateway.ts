import type { KioskState } from '@ticketero/contract';
import { Inject } from '@nestjs/common';
import { WebSocketGateway } from '@nestjs/websockets';
import type { Branch } from '@ticketero/core';
import type { Socket } from 'socket.io';

import { BranchReader } from '../branches/index.js';
import { SocketWatch } from '../identity/index.js';
import { BranchFeed } from '../platform/branch-feed.js';
import { Clock } from '../platform/clock.js';
import { CONFIG, type Config } from '../platform/config.js';
import { StateGateway, type Audience } from '../platform/realtime/state-gateway.js';
import { presentKiosk } from './present-kiosk.js';

@WebSocketGateway({ namespace: '/kiosk' })
export class KioskGateway extends StateGateway<'kiosk'> {
  constructor(
    feed: BranchFeed,
    branches: BranchReader,
    clock: Clock,
    private readonly watch: SocketWatch,
    @Inject(CONFIG) private readonly config: Config,
  ) {
    super('kiosk', feed, branches, clock);
  }

  protected async admit(_auth: object, socket: Socket): Promise<Audience | null> {
    const principal = await this.watch.admit(socket);
    if (!principal?.permissions.has('queues:watch') || principal.branchId === null) return null;
    return { branchId: principal.branchId, key: '' };
  }

  protected present(branch: Branch): KioskState {
    return presentKiosk(branch, this.config.telegram !== null);
  }
}
