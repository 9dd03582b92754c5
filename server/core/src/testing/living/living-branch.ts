import type { BranchState } from '../../branch/branch.js';
import { Branch } from '../../branch/branch.js';
import { enterBusinessDay } from '../../commands/close-day.js';
import { Refusal } from '../../refusal.js';
import type { Ticket } from '../../ticket/ticket.js';
import { copyOf } from '../builders.js';
import { checkBranch, ensure, isFinal } from '../invariants.js';
import { Ledger } from '../ledger.js';
import type { Random } from '../random.js';
import { Scene } from '../scene.js';
import { UndoCheck } from '../undo-check.js';
import { Agenda } from './agenda.js';
import { CallOrder } from './call-order.js';
import { observe } from './observe.js';
import { Tally } from './tally.js';
import { doorsOpen, wallClock } from './wall-clock.js';

export type Command<T> = (branch: Branch) => T;
export type Reply<T> = { done: true; value: T } | { done: false; code: string };

export interface Delivery {
  /** How far the clock of the process is behind. */
  skewMs?: number;
  /** The closed ticket that the command is about: it is loaded for it. */
  about?: () => number | null | undefined;
}

/** R3, as the database's unique index says it. */
class PersonHasTicket extends Error {}

/** A branch in virtual time: what is planned happens in order, and everything that must hold is checked after each step. */
export class LivingBranch {
  readonly scene: Scene;
  readonly agenda = new Agenda();
  readonly ledger = new Ledger();
  readonly tally = new Tally();
  /** Ticket → person; the person with a ticket is in `holders` while it is active. */
  readonly persons = new Map<number, number>();
  private readonly order = new CallOrder();
  private readonly undos = new UndoCheck();
  private readonly holders = new Map<number, number>();
  private readonly watchers: ((tickets: readonly Ticket[]) => void)[] = [];
  /** When the net under the assignments last ran: whom a return keeps waiting until later is called by it (R4). */
  netAt: number;
  steps = 0;
  /** The command of the last step. */
  verb = '';

  constructor(
    state: BranchState,
    now: number,
    readonly random: Random,
  ) {
    this.scene = new Scene(state, now);
    this.time = now;
    this.netAt = now;
  }

  private time: number;

  /** The true time, ms: the clock of the process that runs a command may be behind it. */
  get now(): number {
    return this.time;
  }

  get state(): BranchState {
    return this.scene.state;
  }

  /** Called with the tickets that a step wrote, after its checks. */
  watch(watcher: (tickets: readonly Ticket[]) => void): void {
    this.watchers.push(watcher);
  }

  after(ms: number, happen: () => void): void {
    this.agenda.plan(this.time + ms, happen);
  }

  /** Lives until nothing is planned any more. */
  live(): void {
    for (let next = this.agenda.next(); next; next = this.agenda.next()) {
      this.time = Math.max(this.time, next.at);
      next.happen();
    }
  }

  /** One command, in one transaction, and everything that must hold after it. */
  run<T>(verb: string, command: Command<T>, { skewMs = 0, about }: Delivery = {}): Reply<T> {
    const { scene } = this;
    const before = scene.state;
    scene.now = this.time - skewMs;
    this.steps += 1;
    this.verb = verb;
    let value: T;
    try {
      value = scene.run((branch) => {
        const result = command(branch);
        this.checkPersons(branch);
        return result;
      }, about?.());
    } catch (error) {
      const code = refusedWith(error);
      ensure(scene.state === before, () => `R14: ${verb} was refused and changed something`);
      this.tally.add(`refused ${verb} ${code}`);
      const reason = error instanceof Refusal ? error.details['reason'] : undefined;
      if (typeof reason === 'string') this.tally.add(`refused ${verb} ${reason}`);
      if (reason === 'FUERA_DE_HORARIO') this.checkDoors(false, 'nobody');
      return { done: false, code };
    }
    this.settle(before);
    return { done: true, value };
  }

  /** A command whose process dies before the commit: its work is lost. */
  lose(command: Command<unknown>): void {
    const branch = new Branch(copyOf(this.scene.state), this.time);
    try {
      enterBusinessDay(branch);
      command(branch);
    } catch (error) {
      refusedWith(error);
    }
  }

  holds(person: number): boolean {
    return this.holders.has(person);
  }

  private settle(before: BranchState): void {
    const { scene, ledger, tally } = this;
    const { changes, state } = scene;
    this.undos.enter(before, scene, ledger.tickets);
    ledger.enter(before, state, changes, scene.now);
    checkBranch(state, Math.min(scene.now, this.netAt));
    const seen = this.order.check(before, state, changes, scene.now);
    if (changes.newTicket) this.checkDoors(true, changes.newTicket.numero);
    observe(changes, tally);
    if (seen.bySystem > 0) tally.add('called by the system', seen.bySystem);
    if (seen.picked > 0) tally.add('picked', seen.picked);
    if (seen.guarded > 0) tally.add('guard put a late one in front', seen.guarded);
    if (before.businessDate !== state.businessDate) this.checkNewDay(before);
    const written = changes.newTicket ? [changes.newTicket, ...changes.tickets] : changes.tickets;
    for (const ticket of written) this.keepIndex(ticket);
    for (const watcher of this.watchers) watcher(written);
  }

  /** R2: the business day is the date that the branch's wall clock shows, or has shown already. */
  private checkNewDay(before: BranchState): void {
    const { state, now } = this.scene;
    const { date } = wallClock(now, state.timeZone);
    ensure(
      state.businessDate === date,
      () => `R2: ${date} by the clock on the wall and the branch is at ${state.businessDate}`,
    );
    if (before.businessDate === null) return;
    ensure(before.businessDate < date, 'R2: the branch went back a day');
    this.tally.add('new business day');
  }

  private checkDoors(open: boolean, numero: string): void {
    const { state, now } = this.scene;
    const { openingHours, timeZone } = state;
    const doors = doorsOpen(openingHours, now, timeZone) ? 'open' : 'closed';
    ensure((doors === 'open') === open, () => `R4: ${numero} was given behind ${doors} doors`);
  }

  private checkPersons(branch: Branch): void {
    const active = branch.activeTickets();
    if (active.length <= this.state.tickets.length) return;
    for (const { id } of active) {
      const held = this.holders.get(this.persons.get(id) ?? NaN);
      if (held !== undefined && held !== id) throw new PersonHasTicket();
    }
  }

  private keepIndex(ticket: Ticket): void {
    const person = this.persons.get(ticket.id);
    if (person === undefined) return;
    if (!isFinal(ticket)) this.holders.set(person, ticket.id);
    else if (this.holders.get(person) === ticket.id) this.holders.delete(person);
  }
}

function refusedWith(error: unknown): string {
  if (error instanceof Refusal) return error.code;
  if (error instanceof PersonHasTicket) return 'TICKET_ACTIVO_EXISTENTE';
  throw error;
}
