import { learnDuty, type BranchLearned, type Duty } from '../estimate/duty.js';
import type { Ticket } from '../ticket/ticket.js';
import type { Advisor } from './advisor.js';

/** The advisors that one command has changed, and what their duty was before it. */
export class ChangedAdvisors {
  private readonly before = new Map<Advisor, Duty>();
  private readonly servingBefore = new Set<number>();

  constructor(private readonly tickets: readonly Ticket[]) {
    for (const id of this.servingNow()) this.servingBefore.add(id);
  }

  get all(): Advisor[] {
    return [...this.before.keys()];
  }

  get size(): number {
    return this.before.size;
  }

  /** Before each change. */
  note(advisor: Advisor): void {
    if (this.before.has(advisor)) return;
    const { status, statusReason, statusSince } = advisor;
    this.before.set(advisor, { status, statusReason, statusSince, serving: this.servingBefore.has(advisor.id) });
  }

  /** What the branch has learned, with what this command made of its desks' duty (R8). */
  learn(known: BranchLearned | null): BranchLearned | null {
    const serving = this.servingNow();
    let learned = known;
    for (const [advisor, before] of this.before) {
      const { id, status, statusReason, statusSince } = advisor;
      if (status === before.status && statusSince === before.statusSince) continue;
      learned = learnDuty(learned, before, { status, statusReason, statusSince, serving: serving.has(id) });
    }
    return learned;
  }

  private servingNow(): Set<number> {
    const serving = new Set<number>();
    for (const { status, advisorId } of this.tickets) {
      if (status === 'ATENDIENDO' && advisorId !== null) serving.add(advisorId);
    }
    return serving;
  }
}
