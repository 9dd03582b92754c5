import type { Advisor } from '../../branch/advisor.js';
import { readSettings } from '../../branch/settings.js';
import { callNext, complete, noShow, recall, start } from '../../commands/desk.js';
import { reinstateAtDesk } from '../../commands/reinstate.js';
import { undo } from '../../commands/undo.js';
import type { Ticket } from '../../ticket/ticket.js';
import { MINUTE, referenceOf, SECOND } from '../builders.js';
import type { WorkingStyle } from './branch-plan.js';
import type { CustomerLife } from './customer-life.js';
import { errandOf } from './errands.js';
import type { Command, Delivery, LivingBranch } from './living-branch.js';
import type { Processes } from './processes.js';

/** How often a command is taken back: the rarer it is, the more often. */
const REGRETTED = 0.04;
const REGRETS: Record<string, number> = {
  status: 0.1,
  noShow: 0.15,
  return: 0.3,
  reinstate: 0.3,
  'transfer to a queue': 0.3,
  'transfer to a person': 0.3,
};

/** What one desk shows, and which showing it is: plans made for an older one are void. */
interface Showing {
  ticketId: number | null;
  /** A number that was returned and called again at once is a new call. */
  calledAt: number | null;
  since: number;
}

/** What advisors do with whoever is on their desk: they do what the screen shows and know nothing else. */
export class DeskLife {
  private readonly showing = new Map<number, Showing>();
  private showings = 0;
  /** Advisor → how many commands they have sent. */
  private readonly sent = new Map<number, number>();

  constructor(
    private readonly branch: LivingBranch,
    private readonly processes: Processes,
    private readonly customers: CustomerLife,
    private readonly styles: ReadonlyMap<number, WorkingStyle>,
  ) {
    branch.watch(() => this.look());
  }

  /** The ticket on this desk, by what it shows. */
  current(advisorId: number): number | null {
    return this.showing.get(advisorId)?.ticketId ?? null;
  }

  /** A command of an advisor about what the desk shows; they repeat it only while it shows nothing else. */
  send(verb: string, advisorId: number, command: Command<unknown>, about?: Delivery['about']): void {
    const showed = this.showing.get(advisorId)?.since;
    const sent = (this.sent.get(advisorId) ?? 0) + 1;
    this.sent.set(advisorId, sent);
    const wanted = (committed: boolean): boolean => {
      if (this.sent.get(advisorId) !== sent) return false; // they have gone on to something else
      const shows = this.showing.get(advisorId);
      if (shows?.since === showed) return true;
      return committed && shows?.ticketId === null && this.branch.scene.advisor(advisorId).status !== 'OFFLINE';
    };
    const reply = this.processes.send(verb, command, { wanted, about });
    if (reply?.done) this.regret(verb, advisorId);
  }

  /** Pressed by mistake: taken back at once, or too late. */
  private regret(verb: string, advisorId: number): void {
    const { branch } = this;
    const { random } = branch;
    if (verb === 'undo' || !random.chance(REGRETS[verb] ?? REGRETTED)) return;
    const ms = random.chance(0.15) ? random.between(11, 15) * SECOND : random.between(1, 8) * SECOND;
    const about = (): number | undefined => branch.scene.advisor(advisorId).lastCommand?.subject?.id;
    branch.after(ms, () => this.send('undo', advisorId, (one) => undo(one, advisorId), about));
  }

  private look(): void {
    const { state } = this.branch;
    const onDesk = new Map<number, Ticket>();
    for (const ticket of state.tickets) {
      if (ticket.status === 'ATENDIENDO' && ticket.advisorId !== null) onDesk.set(ticket.advisorId, ticket);
    }
    for (const advisor of state.advisors) {
      const ticket = onDesk.get(advisor.id) ?? null;
      const shown = this.showing.get(advisor.id);
      const [ticketId, calledAt] = [ticket?.id ?? null, ticket?.assignedAt ?? null];
      if (shown && shown.ticketId === ticketId && shown.calledAt === calledAt) continue;
      this.showing.set(advisor.id, { ticketId, calledAt, since: ++this.showings });
      if (ticket) this.attend(advisor.id, ticket);
      else if (shown) this.closeUp(advisor);
    }
  }

  /** Later, if the desk still shows the same. */
  private then(advisorId: number, ms: number, happen: () => void): void {
    const since = this.showing.get(advisorId)?.since;
    this.branch.after(ms, () => {
      if (this.showing.get(advisorId)?.since === since) happen();
    });
  }

  private attend(advisorId: number, ticket: Ticket): void {
    const customer = this.customers.of(ticket.id);
    if (ticket.startedAt !== null) {
      // Back on the desk by an undo.
      this.then(advisorId, 40 * SECOND, () => this.finish(advisorId, ticket.id));
    } else if (this.customers.isThere(ticket.id)) {
      if (customer.walkMs > 32 * SECOND) this.then(advisorId, 30 * SECOND, () => this.recall(advisorId));
      this.then(advisorId, customer.walkMs, () => this.greet(advisorId, ticket.id));
    } else {
      this.waitInVain(advisorId);
    }
  }

  private greet(advisorId: number, ticketId: number): void {
    const style = this.styles.get(advisorId);
    if (style?.greets) this.send('start', advisorId, (one) => start(one, advisorId));
    const { serviceMs } = this.customers.of(ticketId);
    this.then(advisorId, Math.round(serviceMs * (style?.speed ?? 1)), () => this.finish(advisorId, ticketId));
  }

  private recall(advisorId: number): void {
    this.send('recall', advisorId, (one) => recall(one, advisorId));
  }

  /** Calls again, now and then too soon or too often, and gives up; or leaves it to the system. */
  private waitInVain(advisorId: number): void {
    const { random, state } = this.branch;
    const { recallMax, noShowMinutes } = readSettings(state.settings);
    let ms = 0;
    for (let times = random.between(0, recallMax + 1); times > 0; times--) {
      ms += random.between(8, 35) * SECOND;
      this.then(advisorId, ms, () => this.recall(advisorId));
    }
    if (noShowMinutes !== null && random.chance(0.5)) return;
    this.then(advisorId, ms + random.between(20, 60) * SECOND, () => {
      if (random.chance(0.7)) this.send('noShow', advisorId, (one) => noShow(one, advisorId));
      else this.send('callNext', advisorId, (one) => callNext(one, advisorId, { finish: 'NO_ATENDIDO' }));
    });
  }

  private finish(advisorId: number, ticketId: number): void {
    const { random } = this.branch;
    const errand = errandOf(this.branch, this.customers, advisorId, ticketId);
    if (errand) this.send(errand.verb, advisorId, errand.command);
    else if (random.chance(0.6)) this.send('complete', advisorId, (one) => complete(one, advisorId));
    else this.send('callNext', advisorId, (one) => callNext(one, advisorId, { finish: 'COMPLETADO' }));
  }

  /** The desk is empty: where nobody comes by themselves, they are called after a while. */
  private closeUp(advisor: Advisor): void {
    if (advisor.status !== 'BUSY') return;
    const ms = this.branch.random.chance(0.05) ? 4 * MINUTE : this.branch.random.between(3, 30) * SECOND;
    this.then(advisor.id, ms, () => this.callNext(advisor.id));
  }

  /** Takes back in somebody who missed their call. */
  reinstate(advisorId: number, ticketId: number): void {
    this.send(
      'reinstate',
      advisorId,
      (one) => reinstateAtDesk(one, advisorId, referenceOf(ticketId)),
      () => ticketId,
    );
  }

  /** The main button, or now and then a chosen one. */
  callNext(advisorId: number): void {
    const { random, state } = this.branch;
    const [chosen] = random.chance(0.12) && state.tickets.length > 0 ? [random.pick(state.tickets)] : [];
    const input = chosen ? { codigoReferencia: chosen.codigoReferencia } : {};
    this.send(chosen ? 'pick' : 'callNext', advisorId, (one) => callNext(one, advisorId, input));
  }
}
