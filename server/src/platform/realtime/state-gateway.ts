import { setTimeout as pause } from 'node:timers/promises';

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

import type { Audiences, BranchFeed, RoomEvent } from '../branch-feed.js';
import { ProblemError } from '../errors/problem.js';
import type { Clock } from '../clock.js';
import { inSlices, inTurns, pauseOf } from './heartbeat-turns.js';
import { RoomThrottle } from './room-throttle.js';
import { sendTogether, type SocketEvent } from './send-together.js';
import { SharedLoads } from './shared-loads.js';

/** Which room a socket belongs to: one state for everybody in it. */
export interface Audience {
  branchId: number;
  /** What in the branch the room is about: '' the branch itself, an advisor's id, a ticket's reference. */
  key: string;
}

interface Room<S> {
  audience: Audience;
  throttle: RoomThrottle<Branch>;
  /** Those who are about to be let in, too. */
  members: number;
  /** Who is told. */
  sockets: Set<Socket>;
  /** What one commit means for the room, while it is collected. */
  batch: SocketEvent[] | null;
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
  implements
    OnGatewayInit<Namespace>,
    OnGatewayConnection<Socket>,
    OnGatewayDisconnect<Socket>,
    OnModuleDestroy,
    Audiences
{
  protected namespace!: Namespace;
  protected readonly logger = new Logger(this.constructor.name);
  /** Branch → its rooms by name: a commit looks at those of its own branch, however many there are. */
  private readonly rooms = new Map<number, Map<string, Room<NamespaceStates[N]>>>();
  private readonly loads: SharedLoads<Branch>;
  private heartbeat: NodeJS.Timeout | undefined;
  private feedSubscription: Subscription | undefined;

  protected constructor(
    private readonly audienceName: N,
    private readonly feed: BranchFeed,
    protected readonly branches: BranchSource,
    protected readonly clock: Clock,
    private readonly joinMs = 100,
  ) {
    this.loads = new SharedLoads((branchId) => branches.load(branchId));
  }

  /** Who this is, or null: the connection is refused with NO_AUTENTICADO. */
  protected abstract admit(auth: Handshake, socket: Socket): Promise<Audience | null>;
  /** What they see. Null: there is nothing (any more) to see. */
  protected abstract present(branch: Branch, key: string): NamespaceStates[N] | null;
  /** More events that a commit means for this room, beside the state. */
  protected alsoEmit(_branch: Branch, _key: string, _emit: (event: string, payload: object) => void): void {}
  /** The keys that such events of a commit may be for, whoever is there to hear them and in whatever process. */
  protected keysToTell(_branch: Branch): string[] {
    return [''];
  }
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
    this.feed.audiences.add(this);
    this.feedSubscription = this.feed.changes.subscribe((branch) => this.tell(branch));
    this.heartbeat = setInterval(() => void this.beat(), HEARTBEAT_MS);
  }

  handleConnection(socket: Socket): void {
    const { audience } = socket.data as { audience: Audience };
    const name = roomName(audience);
    const room = this.rooms.get(audience.branchId)?.get(name) ?? this.makeRoom(audience, name);
    room.members += 1;
    let busy = false; // one at a time: a client that asks in a loop costs one query at once, not hundreds
    socket.on('resync', (...args: unknown[]) => {
      const acknowledge = args.at(-1);
      if (typeof acknowledge !== 'function' || busy) return;
      busy = true;
      void this.sendSnapshot(audience, acknowledge as () => void).finally(() => (busy = false));
    });
    void this.begin(socket, room);
  }

  /** The snapshot comes first: only then is the socket in its room, and told what the room heard in the meantime. */
  private async begin(socket: Socket, room: Room<NamespaceStates[N]>): Promise<void> {
    const shown = await this.sendSnapshot(room.audience, (snapshot) => socket.emit('snapshot', snapshot));
    if (!socket.connected) return;
    // What waits to be told must not come behind what they were shown.
    if (shown && room.offered >= 0) this.offerNewer(room, shown);
    room.sockets.add(socket);
    if (room.sent && room.sent.revision > (shown?.revision ?? -1))
      socket.emit(CHANGED_EVENT[this.audienceName], room.sent);
  }

  handleDisconnect(socket: Socket): void {
    const { audience } = socket.data as { audience?: Audience };
    const rooms = audience && this.rooms.get(audience.branchId);
    const room = audience && rooms?.get(roomName(audience));
    if (!audience || !rooms || !room) return;
    room.sockets.delete(socket);
    room.members -= 1;
    if (room.members > 0) return;
    room.throttle.close();
    rooms.delete(roomName(audience));
    if (rooms.size === 0) this.rooms.delete(audience.branchId);
  }

  onModuleDestroy(): void {
    clearInterval(this.heartbeat);
    this.feed.audiences.delete(this);
    this.feedSubscription?.unsubscribe();
    for (const room of this.allRooms()) room.throttle.close();
  }

  private allRooms(): Room<NamespaceStates[N]>[] {
    return [...this.rooms.values()].flatMap((rooms) => [...rooms.values()]);
  }

  private makeRoom(audience: Audience, name: string): Room<NamespaceStates[N]> {
    const room: Room<NamespaceStates[N]> = {
      audience,
      throttle: new RoomThrottle<Branch>(this.joinMs, (branch) => this.safely(() => this.sendState(room, branch))),
      members: 0,
      sockets: new Set(),
      batch: null,
      offered: -1,
      sent: null,
      absent: null,
    };
    const rooms = this.rooms.get(audience.branchId) ?? new Map<string, Room<NamespaceStates[N]>>();
    this.rooms.set(audience.branchId, rooms.set(name, room));
    return room;
  }

  /** After a commit: the rooms of that branch, and no other. */
  private tell(branch: Branch): void {
    for (const room of this.rooms.get(branch.state.id)?.values() ?? []) {
      room.batch = [];
      const { sent } = room;
      // The database answers two commits in either order: the older one must not take the newer one's place.
      if (branch.revision >= room.offered) {
        room.offered = branch.revision;
        room.throttle.offer(branch);
      }
      this.safely(() => {
        this.alsoEmit(branch, room.audience.key, (event, payload) =>
          this.toRoom(room, [event, { revision: branch.revision, ...payload }]),
        );
      });
      const { batch } = room;
      room.batch = null;
      this.safely(() => sendTogether(this.namespace.name, room.sockets, batch));
      if (room.sent !== sent) room.throttle.left();
    }
  }

  get name(): string {
    return this.audienceName;
  }

  eventsOf(branch: Branch): RoomEvent[] {
    const events: RoomEvent[] = [];
    this.safely(() => {
      for (const key of this.keysToTell(branch)) {
        const room = roomName({ branchId: branch.state.id, key });
        this.alsoEmit(branch, key, (event, payload) => {
          events.push({ to: this.name, room, event, payload: { revision: branch.revision, ...payload } });
        });
      }
    });
    return events;
  }

  hear(events: RoomEvent[]): void {
    for (const { room: name, event, payload } of events) {
      const room = this.rooms.get(parseInt(name, 10))?.get(name); // a room's name begins with its branch
      if (room) this.toRoom(room, [event, payload]);
    }
  }

  isBehind(branchId: number, revision: number): boolean {
    return this.roomsOf(branchId).some((room) => room.offered < revision);
  }

  catchUp(branch: Branch): void {
    for (const room of this.roomsOf(branch.state.id)) this.offerNewer(room, branch);
  }

  /** Nothing where the room was told of as much. */
  private offerNewer(room: Room<NamespaceStates[N]>, branch: Branch): void {
    if (room.offered >= branch.revision) return;
    room.offered = branch.revision;
    room.throttle.offer(branch);
  }

  private roomsOf(branchId: number): Room<NamespaceStates[N]>[] {
    return [...(this.rooms.get(branchId)?.values() ?? [])];
  }

  private toRoom(room: Room<NamespaceStates[N]>, event: SocketEvent): void {
    if (room.batch) room.batch.push(event);
    else sendTogether(this.namespace.name, room.sockets, [event]);
  }

  /** What is shown of a branch is another thing now, without a commit: its rooms are told its state again, under the revision that it has. */
  protected async tellAgain(branchId: number): Promise<void> {
    if (!this.rooms.has(branchId)) return;
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

  private sendState(room: Room<NamespaceStates[N]>, branch: Branch): void {
    const state = this.present(branch, room.audience.key);
    if (state !== null) room.absent = null;
    const shown = state ?? room.absent;
    if (shown !== null) this.emitState(room, branch.revision, shown);
    else void this.sendAbsent(room, branch.revision);
  }

  /** What it was about left the present in a commit that was joined with later ones: its end is told all the same. */
  private async sendAbsent(room: Room<NamespaceStates[N]>, revision: number): Promise<void> {
    try {
      room.absent = await this.presentAbsent(room.audience);
      if (room.absent !== null) this.emitState(room, revision, room.absent);
    } catch {
      // The database is away: as in sendSnapshot.
    }
  }

  private emitState(room: Room<NamespaceStates[N]>, revision: number, state: NamespaceStates[N]): void {
    if (room.sent && revision < room.sent.revision) return; // a later commit was told first
    room.sent = { revision, at: this.at(), state, ...this.beside(state) };
    this.toRoom(room, [CHANGED_EVENT[this.audienceName], room.sent]);
  }

  /** Resolves with the branch as it was sent, or null. */
  private async sendSnapshot(
    audience: Audience,
    send: (snapshot: Snapshot<NamespaceStates[N]>) => void,
  ): Promise<Branch | null> {
    try {
      const branch = await this.loads.next(audience.branchId);
      const state = this.present(branch, audience.key) ?? (await this.presentAbsent(audience));
      if (state === null) return null;
      const { revision } = branch;
      const snapshot: Snapshot<NamespaceStates[N]> = { protocol: REALTIME_PROTOCOL, revision, at: this.at(), state };
      send(snapshot);
      return branch;
    } catch {
      return null; // the database is away: the client stays "catching-up" and asks again with the next heartbeat
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
    const rooms = this.allRooms();
    const turns = inTurns(rooms);
    const sockets = rooms.reduce((sum, { members }) => sum + members, 0);
    const rest = () => pause(pauseOf(sockets, HEARTBEAT_MS / 2));
    try {
      for (const turn of turns) {
        await this.beatIn(turn, rest);
      }
    } catch {
      // as above
    }
  }

  private async beatIn(rooms: Room<NamespaceStates[N]>[], rest: () => Promise<unknown>): Promise<void> {
    const revisions = await this.branches.revisions([...new Set(rooms.map(({ audience }) => audience.branchId))]);
    const write = ({ audience }: Room<NamespaceStates[N]>, sockets: Socket[]): void => {
      const revision = revisions.get(audience.branchId);
      if (revision === undefined) return;
      const beat: Heartbeat = { revision, at: this.at() };
      sendTogether(this.namespace.name, sockets, [['heartbeat', beat]]);
    };
    await inSlices(rooms, write, rest);
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
