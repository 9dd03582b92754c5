import { Injectable } from '@nestjs/common';
import type { AuditEvent, Branch } from '@ticketero/core';
import { Subject, type Observable } from 'rxjs';

/** Beside the state, for one room of a namespace, in whatever process its sockets are. */
export interface RoomEvent {
  /** The namespace. */
  to: string;
  room: string;
  event: string;
  payload: object;
}

/** Those who look at branches through one namespace of this process. */
export interface Audiences {
  readonly name: string;
  /** What a commit of this process means for rooms beside their state. */
  eventsOf(branch: Branch): RoomEvent[];
  /** Events of another process's commit. */
  hear(events: RoomEvent[]): void;
  /** Somebody looks at the branch and was not told of this revision. */
  isBehind(branchId: number, revision: number): boolean;
  /** For those who are behind: the state after another process's commit. */
  catchUp(branch: Branch): void;
}

/** A commit that its screens have been told of. */
export interface Shown {
  branch: Branch;
  /** It made a message ready to go out (R9). */
  messagesReady: boolean;
  /** What it recorded; none where a branch was only read again. */
  events: readonly AuditEvent[];
}

/** A branch as a commit left it, with what that commit changed. Screens show it; it is never changed again. */
@Injectable()
export class BranchFeed {
  readonly audiences = new Set<Audiences>();
  private readonly committed = new Subject<Branch>();
  private readonly shown = new Subject<Shown>();

  /** For what people look at. */
  get changes(): Observable<Branch> {
    return this.committed;
  }

  /** The same for the work that a commit makes, once those who look at it have been told. */
  get afterwards(): Observable<Shown> {
    return this.shown;
  }

  /** Called after the commit. The rooms are told once the caller has its answer: see STACK.md, section 13. */
  publish(branch: Branch, messagesReady = false, events: readonly AuditEvent[] = []): void {
    setImmediate(() => {
      this.committed.next(branch);
      setImmediate(() => this.shown.next({ branch, messagesReady, events }));
    });
  }
}
