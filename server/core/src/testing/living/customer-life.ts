import { cancel } from '../../commands/cancel.js';
import { issue } from '../../commands/issue.js';
import type { Ticket } from '../../ticket/ticket.js';
import { MINUTE, referenceOf, SECOND } from '../builders.js';
import { isFinal, waits } from '../invariants.js';
import type { Customer } from './customers.js';
import type { LivingBranch } from './living-branch.js';
import type { Processes } from './processes.js';

/** What customers do: take a number, lose patience, come back too late, try twice. */
export class CustomerLife {
  private readonly customers = new Map<number, Customer>();
  private lastId = 0;
  /** Those who missed their call and stand in the hall again. */
  private readonly back = new Set<number>();

  constructor(
    private readonly branch: LivingBranch,
    private readonly processes: Processes,
    private readonly closesAt: number,
  ) {
    branch.watch((tickets) => {
      for (const ticket of tickets) this.notice(ticket);
    });
  }

  /** Who holds this ticket. */
  of(ticketId: number): Customer {
    const customer = this.customers.get(ticketId);
    if (!customer) throw new Error(`nobody holds ticket ${ticketId}`);
    return customer;
  }

  /** Whether whoever holds it answers a call. */
  isThere(ticketId: number): boolean {
    return this.of(ticketId).presence === 'here' || this.back.has(ticketId);
  }

  /** Comes in and takes a number. */
  arrive(customer: Customer): void {
    const { random } = this.branch;
    const queueType = random.chance(0.004) ? 'OTRA' : customer.queueType;
    this.takeNumber({ ...customer, queueType });
    if (random.chance(0.02)) this.takeNumber(customer); // and, not sure that it worked, another one
  }

  private takeNumber(customer: Customer): void {
    const { branch } = this;
    // An older kiosk sends no key: then only R3 stands between its repetition and a second ticket.
    const hasKey = branch.random.chance(0.8);
    let given = false;
    this.processes.send(
      'issue',
      (one) => {
        if (hasKey && given) return;
        const id = ++this.lastId;
        this.customers.set(id, customer);
        branch.persons.set(id, customer.person);
        const { queueType, preferential, contact } = customer;
        issue(one, { id, codigoReferencia: referenceOf(id), queueType, preferential, language: 'es', contact });
      },
      {
        wanted: (committed) => {
          given = committed;
          return true;
        },
      },
    );
  }

  private notice(ticket: Ticket): void {
    if (ticket.createdAt === ticket.updatedAt) this.planPatience(ticket);
    if (!isFinal(ticket)) return;
    const { branch } = this;
    const customer = this.of(ticket.id);
    if (ticket.status === 'NO_ATENDIDO' && customer.presence === 'late' && !this.back.has(ticket.id)) {
      branch.after(branch.random.between(1, 12) * MINUTE, () => this.comeBack(ticket.id));
    }
    // At midnight everybody who waits is sent away: who is still there takes a number of the new day.
    if (ticket.cancelReason === 'FIN_DE_JORNADA') {
      branch.after(branch.random.between(20, 240) * SECOND, () => {
        if (branch.now < this.closesAt && !branch.holds(customer.person)) this.takeNumber(customer);
      });
    }
  }

  private planPatience(ticket: Ticket): void {
    const customer = this.of(ticket.id);
    this.branch.after(customer.patienceMs, () => this.leave(ticket.id));
  }

  private leave(id: number): void {
    const waiting = this.branch.state.tickets.some((ticket) => ticket.id === id && waits(ticket));
    // Not asked whether it still waits when a process died: a cancelled ticket is refused.
    if (waiting) this.processes.send('cancel', (one) => cancel(one, referenceOf(id), 'CLIENTE', false));
  }

  /** Asks to be taken back in; or, where nobody does that, takes another number. */
  private comeBack(id: number): void {
    this.back.add(id);
    this.onReturn(id);
  }

  /** What happens to somebody who missed their call and is there again. */
  onReturn: (ticketId: number) => void = () => {};
}
