import { SECOND } from '../builders.js';
import { ensure } from '../invariants.js';
import type { BranchState } from '../../branch/branch.js';
import type { Command, Delivery, LivingBranch, Reply } from './living-branch.js';

/** How often a process dies with a command in its hands, before or after the commit. */
const DEATH_SHARE = 0.006;
const SKEW_MS_MAX = 1_500;

interface Sending {
  /** Whether they would send it again, by what they see then; `committed`: it had been done. */
  wanted?: (committed: boolean) => boolean;
  about?: Delivery['about'];
}

/**
 * The server processes that carry the commands. One may die before the commit: the command never happened, and whoever
 * sent it sends it again; or after it: they heard nothing, look, and send it again if it still makes sense to them, which
 * must be refused or do no harm.
 */
export class Processes {
  /** On some days the second process's clock is behind the first's. */
  private readonly skewMs: number;

  constructor(private readonly branch: LivingBranch) {
    const { random } = branch;
    this.skewMs = random.chance(0.2) ? random.between(1, SKEW_MS_MAX) : 0;
  }

  /** Null: no answer came. */
  send<T>(verb: string, command: Command<T>, { wanted = () => true, about }: Sending = {}): Reply<T> | null {
    const { branch } = this;
    const { random, tally } = branch;
    const fate = random.next();
    if (fate < DEATH_SHARE) {
      branch.lose(command);
      tally.add('killed before the commit');
      branch.after(random.between(1, 20) * SECOND, () => {
        if (wanted(false)) branch.run(verb, command, { about });
      });
      return null;
    }
    const reply = branch.run(verb, command, { about, skewMs: random.chance(0.5) ? this.skewMs : 0 });
    if (fate > 2 * DEATH_SHARE || !reply.done) return reply;
    tally.add('killed after the commit');
    branch.after(random.between(1, 5) * SECOND, () => {
      if (wanted(true)) this.repeat(verb, command, about);
      else tally.add('looked, and did not repeat');
    });
    return null;
  }

  private repeat(verb: string, command: Command<unknown>, about: Sending['about']): void {
    const { branch } = this;
    const before = branch.state;
    const reply = branch.run(`repeated ${verb}`, command, { about });
    branch.tally.add(reply.done ? 'repeated without harm' : 'repeated and refused');
    if (reply.done && before.businessDate === branch.state.businessDate) {
      ensure(essence(before) === essence(branch.state), () => `a repeated ${verb} did it again`);
    }
  }
}

/** What people in the branch would notice. */
const essence = ({ tickets, advisors }: BranchState): string =>
  JSON.stringify([
    tickets.map((t) => [t.id, t.status, t.queueType, t.orderAt, t.advisorId, t.reservedAdvisorId, t.recallCount]),
    advisors.map(({ status, moduleNumber, offlineAfterCurrent }) => [status, moduleNumber, offlineAfterCurrent]),
  ]);
