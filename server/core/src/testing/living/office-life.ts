import { callBack } from '../../commands/call-back.js';
import { cancel } from '../../commands/cancel.js';
import { complete, callNext, recall, start } from '../../commands/desk.js';
import { openQueue, setBranchStatus } from '../../commands/opening.js';
import { reinstate } from '../../commands/reinstate.js';
import { DESK_RELEASES, releaseDesk } from '../../commands/release-desk.js';
import { setStatus } from '../../commands/set-status.js';
import { transferTicket } from '../../commands/transfer.js';
import { DISPATCH_POLICIES } from '../../dispatch/order.js';
import { MINUTE, QUEUE_TYPES, referenceOf } from '../builders.js';
import { waits } from '../invariants.js';
import type { Calendar } from './calendar.js';
import { poisson } from './distributions.js';
import type { Command, LivingBranch } from './living-branch.js';
import type { Processes } from './processes.js';

const SUPERVISES_PER_HOUR = 5;
const FUMBLES_PER_HOUR = 6;
const CONFIGURES_PER_HOUR = 0.3;
const RELEASES_PER_HOUR = 0.4;

/** Those who are not at a desk: the supervisor, the administrator, and whoever presses a wrong button. */
export class OfficeLife {
  constructor(
    private readonly branch: LivingBranch,
    private readonly processes: Processes,
    { opensAt, closesAt }: Calendar,
  ) {
    const often = (perHourMax: number, happen: () => void): void => {
      const moments = poisson(branch.random, { perHourMax, untilMs: closesAt - opensAt, share: () => 1 });
      for (const ms of moments) branch.agenda.plan(opensAt + ms, happen);
    };
    often(SUPERVISES_PER_HOUR, () => this.supervise());
    often(FUMBLES_PER_HOUR, () => this.fumble());
    often(CONFIGURES_PER_HOUR, () => this.configure());
    often(RELEASES_PER_HOUR, () => this.release());
  }

  private supervise(): void {
    const { random, state } = this.branch;
    if (state.tickets.length === 0) return;
    const ticket = random.pick(state.tickets);
    const reference = ticket.codigoReferencia;
    const held = state.tickets.find((one) => waits(one) && one.reservedAdvisorId !== null) ?? ticket;
    const colleague = random.pick(state.advisors);
    const queueType = random.pick(QUEUE_TYPES);
    const actions: [verb: string, command: Command<unknown>][] = [
      ['cancel by a supervisor', (one) => cancel(one, reference, 'Se retiró', true)],
      ['transfer by a supervisor', (one) => transferTicket(one, reference, { queueType })],
      ['transfer by a supervisor', (one) => transferTicket(one, reference, { advisorId: colleague.id })],
      ['release by a supervisor', (one) => transferTicket(one, held.codigoReferencia, { queueType: held.queueType })],
      ['status by a supervisor', (one) => setStatus(one, colleague.id, { status: 'OFFLINE', reason: 'Reunión' })],
      ['call back by a supervisor', (one) => callBack(one, reference, 'Está aquí')],
    ];
    const [verb, command] = random.pick(actions);
    // Whoever has called a number back sees that it was called, and leaves it.
    const wanted = (committed: boolean): boolean => !committed || verb !== 'call back by a supervisor';
    const reply = this.processes.send(verb, command, { wanted });
    if (reply?.done && verb === 'call back by a supervisor') this.branch.tally.add('called back to the desk');
  }

  /** Somebody has left a desk with a customer before it; what was on the desk may be another number by now. */
  private release(): void {
    const { random, state } = this.branch;
    const stuck = state.tickets.filter(({ advisorId }) => advisorId !== null);
    if (stuck.length === 0) return;
    const { advisorId, numero } = random.pick(stuck);
    const ticket = random.pick(DESK_RELEASES);
    const to = ticket === 'TRANSFERIDO' ? { queueType: random.pick(QUEUE_TYPES) } : {};
    const input = { numero, ticket, reason: 'No está', ...to };
    const reply = this.processes.send('release of a desk', (one) => releaseDesk(one, advisorId ?? 0, input));
    if (reply?.done) this.branch.tally.add(`desk released ${ticket}`);
  }

  /** Takes back in whoever stands there again, whatever the desks do. */
  reinstate(ticketId: number): void {
    const reference = referenceOf(ticketId);
    const calls = this.branch.random.chance(0.5);
    const command: Command<unknown> = (one) =>
      calls ? callBack(one, reference, 'Está aquí') : reinstate(one, reference);
    const reply = this.processes.send('reinstate by a supervisor', command, {
      about: () => ticketId,
      wanted: () => !this.branch.state.tickets.some(({ id }) => id === ticketId),
    });
    if (reply?.done && calls) this.branch.tally.add('called back into the queue');
  }

  /** Something that the rules mostly refuse. */
  private fumble(): void {
    const { random, state } = this.branch;
    const advisorId = random.between(1, state.advisors.length + 1);
    const gone = referenceOf(random.between(1, 60));
    const actions: [verb: string, command: Command<unknown>][] = [
      ['start', (one) => start(one, advisorId)],
      ['recall', (one) => recall(one, advisorId)],
      ['complete', (one) => complete(one, advisorId)],
      ['callNext', (one) => callNext(one, advisorId, {})],
      ['status', (one) => setStatus(one, advisorId, { status: 'AVAILABLE' })],
      ['status', (one) => setStatus(one, advisorId, { status: 'OFFLINE', reason: ' ' })],
      ['cancel', (one) => cancel(one, gone, 'CLIENTE', false)],
    ];
    const [verb, command] = random.pick(actions);
    // What would end somebody else's service is no wrong button, but another story.
    if (verb === 'complete' && state.tickets.some((ticket) => ticket.advisorId === advisorId)) return;
    this.branch.run(verb, command);
  }

  /** What is changed while people wait: the policy by an administrator, the doors by a supervisor. */
  private configure(): void {
    const { branch, processes } = this;
    const { random, scene } = branch;
    const { state } = scene;
    const queueType = random.pick(QUEUE_TYPES);
    const closed = random.pick(['PAUSED', 'CLOSED'] as const);
    const said = { text: random.pick(['Vuelva mañana', null]), reason: 'Sin sistema' };
    const change = random.pick(['policy', 'queue', 'branch']);
    if (change === 'policy') {
      scene.state = { ...state, settings: { ...state.settings, dispatchPolicy: random.pick(DISPATCH_POLICIES) } };
    } else if (change === 'queue') {
      processes.send('close a queue', (one) => openQueue(one, queueType, false, said));
      branch.after(10 * MINUTE, () => processes.send('open a queue', (one) => openQueue(one, queueType, true)));
    } else {
      processes.send('close the branch', (one) => setBranchStatus(one, closed, said));
      branch.after(4 * MINUTE, () => processes.send('open the branch', (one) => setBranchStatus(one, 'OPEN')));
    }
    branch.tally.add(`configured ${change}`);
  }
}
