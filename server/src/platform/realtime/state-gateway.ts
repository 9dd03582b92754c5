import {
  CHANGED_EVENT,
  HEARTBEAT_MS,
  REALTIME_PROTOCOL,
  type Changed,
  type Heartbeat,
  type Namespace as AudienceName,
  type NamespaceStates,
  type Snapshot,
} from '@ticketero/contract';
import { Logger, type OnModuleDestroy } from '@nestjs/common';
import type { OnGatewayConnection, OnGatewayDisconnect, OnGatewayInit } from '@nestjs/websockets';
import type { Branch } from '@ticketero/core';
import type { Subscription } from 'rxjs';
import type { Namespace, Socket } from 'socket.io';

import type { BranchFeed } from '../branch-feed.js';
import { ProblemError } from '../errors/problem.js';
import type { Clock } from '../clock.js';
import { RoomThrottle } from './room-throttle.js';

/** Which room a socket belongs to: one state for everybody in it. */
export interface Audience {
  branchId: number;
  /** What in the branch the room is about: '' the branch itself, an advisor's id, a ticket's reference. */
  key: string;
}

interface Room<S> {
  audience: Audience;
  throttle: RoomThrottle<Branch>;
  members: number;
  /** The newest revision this room was told of. */
  offered: number;
  /** The newest state sent to this room by this process, as it was sent. */
  sent: Changed<S> | null;
  /** What is shown of something that has left the branch's present, such as a ticket that was closed. */
  absent: S | null;
}

export interface BranchSource {
  load(branchId: number): Promise<Branch>;
  revisions(branchIds: number[]): Promise<Map<number, number>>;
}

type Handshake = Record<string, unknown>;

/**
 * One namespace of CONTRACT.md, Realtime: state, not differences. On connect `snapshot`; after every commit of the
 * branch the whole state again, bursts joined; a heartbeat with the branch's revision, upon which a client that is
 * behind asks `resync`. A subclass says who may come in, and what they see.
 */
export abstract class StateGateway<N extends AudienceName>
  implements OnGatewayInit<Namespace>, OnGatewayConnection<Socket>, OnGatewayDisconnect<Socket>, OnModuleDestroy
{
  protected namespace!: Namespace;
  protected readonly logger = new Logger(this.constructor.name);
  private readonly rooms = new Map<string, Room<NamespaceStates[N]>>();
  private heartbeat: NodeJS.Timeout | undefined;
  private feedSubscription: Subscription | undefined;

  protected constructor(
    private readonly audienceName: N,
    private readonly feed: BranchFeed,
    protected readonly branches: BranchSource,
    protected readonly clock: Clock,
    private readonly joinMs = 100,
  ) {}

  /** Who this is, or null: the connection is refused with NO_AUTENTICADO. */
  protected abstract admit(auth: Handshake, socket: Socket): Promise<Audience | null>;
  /** What they see. Null: there is nothing (any more) to see. */
  protected abstract present(branch: Branch, key: string): NamespaceStates[N] | null;
  /** More events that a commit means for this room, beside the state. */
  protected alsoEmit(_branch: Branch, _key: string, _emit: (event: string, payload: object) => void): void {}
  /** More fields beside the state in the changed event. */
  protected beside(_state: NamespaceStates[N]): object {
    return {};
  }

  afterInit(namespace: Namespace): void {
    this.namespace = namespace;
    namespace.use((socket, next) => {
      this.admit(socket.handshake.auth as Handshake, socket)
        .catch((error: unknown) => {
          // A problem is an answer: this caller has nothing to see here.
          if (!(error instanceof ProblemError))
            this.logger.warn(`admission failed: ${error instanceof Error ? error.name : 'unknown'}`);
          return null;
        })
        .then((audience) => {
          (socket.data as { audience?: Audience | null }).audience = audience;
          next(audience ? undefined : new Error('NO_AUTENTICADO'));
        })
        .catch(() => next(new Error('NO_AUTENTICADO')));
    });
    this.feedSubscription = this.feed.changes.subscribe((branch) => this.tell(branch));
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS);
  }

  handleConnection(socket: Socket): void {
    const { audience } = socket.data as { audience: Audience };
    const name = roomName(audience);
    const room = this.rooms.get(name) ?? this.makeRoom(audience, name);
    room.members += 1;
    let busy = false; // one at a time: a client that asks in a loop costs one query at once, not hundreds
    socket.on('resync', (...args: unknown[]) => {
      const acknowledge = args.at(-1);
      if (typeof acknowledge !== 'function' || busy) return;
      busy = true;
      void this.sendSnapshot(audience, acknowledge as () => void).finally(() => (busy = false));
    });
    void this.begin(socket, room, name);
  }

  /** The snapshot comes first: only then is the socket in its room, and told what the room heard in the meantime. */
  private async begin(socket: Socket, room: Room<NamespaceStates[N]>, name: string): Promise<void> {
    let known = -1;
    await this.sendSnapshot(room.audience, (snapshot) => {
      known = snapshot.revision;
      socket.emit('snapshot', snapshot);
    });
    if (!socket.connected) return;
    void socket.join(name);
    if (room.sent && room.sent.revision > known) socket.emit(CHANGED_EVENT[this.audienceName], room.sent);
  }

  handleDisconnect(socket: Socket): void {
    const { audience } = socket.data as { audience?: Audience };
    const room = audience && this.rooms.get(roomName(audience));
    if (!room) return;
    room.members -= 1;
    if (room.members > 0) return;
    room.throttle.close();
    this.rooms.delete(roomName(room.audience));
  }

  onModuleDestroy(): void {
    clearInterval(this.heartbeat);
    this.feedSubscription?.unsubscribe();
    for (const room of this.rooms.values()) room.throttle.close();
  }

  private makeRoom(audience: Audience, name: string): Room<NamespaceStates[N]> {
    const throttle = new RoomThrottle<Branch>(this.joinMs, (branch) => this.safely(() => this.sendState(name, branch)));
    const room = { audience, throttle, members: 0, offered: -1, sent: null, absent: null };
    this.rooms.set(name, room);
    return room;
  }

  /** After a commit: the rooms of that branch, and no other. */
  private tell(branch: Branch): void {
    for (const [name, room] of this.rooms) {
      if (room.audience.branchId !== branch.state.id) continue;
      this.safely(() => {
        this.alsoEmit(branch, room.audience.key, (event, payload) => {
          this.namespace.local.to(name).emit(event, { revision: branch.revision, ...payload });
        });
      });
      // The database answers two commits in either order: the older one must not take the newer one's place.
      if (branch.revision < room.offered) continue;
      room.offered = branch.revision;
      room.throttle.offer(branch);
    }
  }

  /** What is shown of a branch is another thing now, without a commit: its rooms are told its state again, under the revision that it has. */
  protected async tellAgain(branchId: number): Promise<void> {
    const isWatched = [...this.rooms.values()].some((room) => room.audience.branchId === branchId);
    if (!isWatched) return;
    try {
      this.tell(await this.branches.load(branchId));
    } catch {
      // The database is away: the next commit tells it.
    }
  }

  /** A presenter that fails must not end the process: the other screens go on, and this one ages visibly. */
  private safely(tell: () => void): void {
    try {
      tell();
    } catch (error) {
      this.logger.error(`screen not told: ${error instanceof Error ? error.message : 'unknown'}`);
    }
  }

  private sendState(name: string, branch: Branch): void {
    const room = this.rooms.get(name);
    if (!room) return;
    const state = this.present(branch, room.audience.key);
    if (state !== null) room.absent = null;
    const shown = state ?? room.absent;
    if (shown !== null) this.emitState(room, name, branch.revision, shown);
    else void this.sendAbsent(room, name, branch.revision);
  }

  /** What it was about left the present in a commit that was joined with later ones: its end is told all the same. */
  private async sendAbsent(room: Room<NamespaceStates[N]>, name: string, revision: number): Promise<void> {
    try {
      room.absent = await this.presentAbsent(room.audience);
      if (room.absent !== null) this.emitState(room, name, revision, room.absent);
    } catch {
      // The database is away: as in sendSnapshot.
    }
  }

  private emitState(room: Room<NamespaceStates[N]>, name: string, revision: number, state: NamespaceStates[N]): void {
    if (room.sent && revision < room.sent.revision) return; // a later commit was told first
    room.sent = { revision, at: this.at(), state, ...this.beside(state) };
    this.namespace.local.to(name).emit(CHANGED_EVENT[this.audienceName], room.sent);
  }

  private async sendSnapshot(
    audience: Audience,
    send: (snapshot: Snapshot<NamespaceStates[N]>) => void,
  ): Promise<void> {
    try {
      const branch = await this.branches.load(audience.branchId);
      const state = this.present(branch, audience.key) ?? (await this.presentAbsent(audience));
      if (state === null) return;
      const { revision } = branch;
      const snapshot: Snapshot<NamespaceStates[N]> = { protocol: REALTIME_PROTOCOL, revision, at: this.at(), state };
      send(snapshot);
    } catch {
      // The database is away: the client stays "catching-up" and asks again with the next heartbeat.
    }
  }

  /** For what is no longer in the branch's present, such as a ticket that was closed earlier. */
  protected presentAbsent(_audience: Audience): Promise<NamespaceStates[N] | null> {
    return Promise.resolve(null);
  }

  /**
   * The revisions come from the database, so that a client of this process learns of the commits of another. When the
   * database does not answer there is no beat, and the screens say so after 12 s: they must not look alive.
   */
  private async beat(): Promise<void> {
    const branchIds = [...new Set([...this.rooms.values()].map((room) => room.audience.branchId))];
    if (branchIds.length === 0) return;
    try {
      const revisions = await this.branches.revisions(branchIds);
      for (const [name, room] of this.rooms) {
        const revision = revisions.get(room.audience.branchId);
        if (revision === undefined) continue;
        const beat: Heartbeat = { revision, at: this.at() };
        this.namespace.local.to(name).emit('heartbeat', beat);
      }
    } catch {
      // as above
    }
  }

  private at(): string {
    return new Date(this.clock.now()).toISOString();
  }
}

const roomName = ({ branchId, key }: Audience): string => (key === '' ? `${branchId}` : `${branchId}:${key}`);

/** The token of a handshake, or '' when there is none. */
export function tokenOf(auth: Handshake): string {
  return typeof auth['token'] === 'string' ? auth['token'] : '';
}
