import { Injectable } from '@nestjs/common';
import type { Branch } from '@ticketero/core';
import { Subject, type Observable } from 'rxjs';

/** A branch as a commit left it, with what that commit changed. Screens show it; it is never changed again. */
@Injectable()
export class BranchFeed {
  private readonly committed = new Subject<Branch>();

  get changes(): Observable<Branch> {
    return this.committed;
  }

  /** Called after the commit. The rooms are told once the caller has its answer: see STACK.md, section 13. */
  publish(branch: Branch): void {
    setImmediate(() => this.committed.next(branch));
  }
}
