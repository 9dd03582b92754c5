import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import type { Namespace, Socket } from 'socket.io';

import { tokenOf } from '../platform/realtime/state-gateway.js';
import { Authenticator } from './authenticator.js';
import type { Holder, Principal } from './principal.js';

/** With the query and the way to the client, a revoked socket is closed within 5 s (CONTRACT.md), in every process. */
const CHECK_MS = 3_000;

interface Watched {
  socket: Socket;
  holder: Holder;
}

/**
 * Lets people and devices in at the sockets, and closes those whose session ended, whose token was revoked or whose
 * rights have changed: the client comes back with what it has then, or is refused. One query for all of them.
 */
@Injectable()
export class SocketWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(SocketWatch.name);
  private readonly namespaces = new Set<Namespace>();
  private timer: NodeJS.Timeout | undefined;
  private forgotten: Subscription | undefined;
  private running: Promise<void> = Promise.resolve();
  private waiting: Promise<void> | null = null;

  constructor(private readonly authenticator: Authenticator) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.check(), CHECK_MS);
    // What this very process did is not left to the next turn.
    this.forgotten = this.authenticator.forgotten.subscribe(() => void this.check());
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.forgotten?.unsubscribe();
  }

  /** Who wants to listen; null for nobody of ours, and for somebody who has to change their password first. */
  async admit(socket: Socket): Promise<Principal | null> {
    const principal = await this.authenticator.authenticateAnew(tokenOf(socket.handshake.auth));
    if (!principal || (principal.kind === 'person' && principal.mustChangePassword)) return null;
    (socket.data as { holder?: Holder }).holder = principal.holder;
    this.namespaces.add(socket.nsp);
    return principal;
  }

  /** One turn: closes what is no longer good by now. Those who ask while one is under way share the next. */
  check(): Promise<void> {
    this.waiting ??= this.running.then(() => {
      this.waiting = null;
      this.running = this.closeRevoked();
      return this.running;
    });
    return this.waiting;
  }

  private async closeRevoked(): Promise<void> {
    const watched = this.watched();
    if (watched.length === 0) return;
    try {
      const good = await this.authenticator.stillGood(watched.map(({ holder }) => holder));
      for (const { socket, holder } of watched) {
        if (good.get(holder.credential) !== holder.stamp) socket.disconnect();
      }
    } catch (error) {
      // The database is away: nobody is thrown out for it, and the screens say how old they are.
      this.logger.warn(`sockets not checked: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }

  private watched(): Watched[] {
    return [...this.namespaces].flatMap((namespace) =>
      [...namespace.sockets.values()].flatMap((socket) => {
        const { holder } = socket.data as { holder?: Holder };
        return holder ? [{ socket, holder }] : [];
      }),
    );
  }
}
