import type { Random } from '@ticketero/core/testing';

import { newPerson, pairDevice, signIn, type Answer } from '../client.js';
import { advisorsOf, supervisorOf } from './branches.js';
import type { Method, TwoProcesses } from './two-processes.js';

const QUEUES = ['CAJA', 'CAJA', 'CAJA', 'PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'];

type Verb = [verb: string, method: Method, path: string, body?: object];

/** Where requests go. */
export type Servers = Pick<TwoProcesses, 'url' | 'send'>;

/** An advisor, and what the last answer said of the desk. */
interface Desk {
  token: string;
  serving: { started: boolean } | null;
}

/** Where requests go: some processes, or one. */
export type Bank = Pick<TwoProcesses, 'url' | 'send'>;

/** The people of one branch, who do several things at once. */
export class BranchLife {
  /** Reference → number: what was acknowledged and must be true for ever. */
  readonly acknowledged = new Map<string, string>();
  /** "verb status" → how often. */
  readonly answers = new Map<string, number>();
  /** Asked twice at the same moment, of both processes. */
  twice = 0;
  private desks: Desk[] = [];
  private today: string[] = [];

  private constructor(
    readonly code: string,
    private readonly bank: Bank,
    private readonly random: Random,
    private readonly kiosk: string,
    private readonly supervisor: string,
  ) {}

  static async open(bank: Bank, code: string, random: Random): Promise<BranchLife> {
    const url = bank.url(0);
    const kiosk = await pairDevice(url, 'KIOSK', code);
    const supervisor = await signIn(url, supervisorOf(code));
    const life = new BranchLife(code, bank, random, kiosk.token, supervisor.token);
    for (const user of advisorsOf(code)) life.desks.push({ token: (await signIn(url, user)).token, serving: null });
    return life;
  }

  /** A new day: yesterday's tickets are nobody's business any more; whoever works today says so. */
  async begin(): Promise<void> {
    this.today = [];
    for (const desk of this.desks) await this.command(desk, ['status', 'PUT', 'status', { status: 'AVAILABLE' }]);
  }

  /** What happens in some minutes, all at once. `arrivals`: how many come. */
  async burst(arrivals: number): Promise<void> {
    const { random } = this;
    const acts: Promise<void>[] = [];
    for (let count = 0; count < arrivals; count++) acts.push(this.arrive());
    for (const desk of this.desks) if (random.chance(0.55)) acts.push(this.work(desk));
    if (random.chance(0.06) && this.today.length > 0) acts.push(this.cancel());
    if (random.chance(0.12) && this.today.length > 0) acts.push(this.supervise());
    await Promise.all(acts);
  }

  private async ask(
    verb: string,
    token: string,
    method: Method,
    path: string,
    { body, headers }: { body?: object; headers?: Record<string, string> } = {},
  ): Promise<Answer | null> {
    const answer = await this.bank.send({
      token,
      method,
      path,
      ...(body ? { body } : {}),
      ...(headers ? { headers } : {}),
    });
    const key = `${verb} ${answer?.status ?? 'unanswered'}`;
    this.answers.set(key, (this.answers.get(key) ?? 0) + 1);
    return answer;
  }

  /** Takes a number; now and then with a finger that bounces. Whoever gets no answer asks again. */
  private async arrive(): Promise<void> {
    const { random } = this;
    const nationalId = newPerson();
    const body = { nationalId, queueType: random.pick(QUEUES), preferential: random.chance(0.1) };
    const headers = { 'idempotency-key': `${this.code} ${nationalId}` };
    const tap = (): Promise<Answer | null> => this.ask('issue', this.kiosk, 'POST', '/api/tickets', { body, headers });
    const bounces = random.chance(0.1);
    if (bounces) this.twice += 1;
    const answers = await Promise.all(bounces ? [tap(), tap()] : [tap()]);
    if (answers.includes(null)) answers.push(await tap());
    const numbers = new Set<string>();
    for (const answer of answers) {
      if (answer?.status !== 201) continue;
      numbers.add(answer.body.codigoReferencia);
      this.acknowledged.set(answer.body.codigoReferencia, answer.body.numero);
    }
    if (numbers.size > 1) throw new Error(`R2: one person was given ${numbers.size} numbers`);
    this.today.push(...numbers);
  }

  private async work(desk: Desk): Promise<void> {
    const verb = this.random.pick(this.choices(desk));
    if (this.random.chance(0.08)) {
      this.twice += 1;
      await Promise.all([this.command(desk, verb), this.command(desk, verb)]);
    } else await this.command(desk, verb);
  }

  /** What an advisor with this desk does, the frequent things several times. */
  private choices({ serving }: Desk): Verb[] {
    const { random } = this;
    const next: Verb = ['callNext', 'POST', 'call-next', { finish: 'COMPLETADO' }];
    const undo: Verb = ['undo', 'POST', 'undo'];
    if (!serving) {
      const reference = this.today.length > 0 ? random.pick(this.today) : 'none';
      return [
        next,
        next,
        ['status', 'PUT', 'status', { status: 'AVAILABLE' }],
        ['status', 'PUT', 'status', { status: 'OFFLINE', reason: 'PAUSA' }],
        ['pick', 'POST', 'call-next', { codigoReferencia: reference }],
        ['reinstate', 'POST', 'reinstate', { codigoReferencia: reference }],
        undo,
      ];
    }
    const usual: Verb[] = [next, next, ['complete', 'POST', 'current/complete', {}]];
    const start: Verb = ['start', 'POST', 'current/start'];
    const before: Verb[] = [
      ...[start, start, start, start],
      ['recall', 'POST', 'current/recall'],
      ['noShow', 'POST', 'current/no-show'],
    ];
    const back = random.pick([{}, { afterPlaces: random.between(1, 3) }, { afterMinutes: random.between(1, 6) }]);
    return [
      ...(serving.started ? [...usual, ...usual] : before),
      next,
      ['return', 'POST', 'current/return', back],
      ['transfer', 'POST', 'current/transfer', { queueType: random.pick(QUEUES) }],
      ['drain', 'PUT', 'status', { status: 'OFFLINE', reason: 'PAUSA', afterCurrent: true }],
      undo,
    ];
  }

  private async command(desk: Desk, [verb, method, path, body]: Verb): Promise<void> {
    const answer = await this.ask(verb, desk.token, method, `/api/advisor/${path}`, body ? { body } : {});
    // Who heard nothing looks, as everybody who did something does.
    if (answer && answer.status >= 400 && answer.status !== 409 && answer.status !== 404) {
      throw new Error(`${this.code} ${verb}: ${answer.status} ${JSON.stringify(answer.body)}`);
    }
    await this.look(desk, verb, answer);
    if (answer && answer.status < 300 && verb !== 'undo' && this.random.chance(0.08)) {
      await this.command(desk, ['undo', 'POST', 'undo']); // pressed by mistake, and seen at once
    }
  }

  /** What the desk shows now: told by the answer, or looked up. */
  private async look(desk: Desk, verb: string, answer: Answer | null): Promise<void> {
    const told = answer !== null && answer.status < 300;
    if (told && verb === 'callNext') desk.serving = answer.body && { started: false };
    else if (told && (verb === 'start' || verb === 'recall')) desk.serving = { started: verb === 'start' };
    else {
      const looked = await this.ask('desk', desk.token, 'GET', '/api/advisor/desk');
      if (looked?.status === 200)
        desk.serving = looked.body.current && { started: looked.body.current.startedAt !== null };
    }
  }

  private async cancel(): Promise<void> {
    await this.ask('cancel', '', 'DELETE', `/api/tickets/${this.random.pick(this.today)}`);
  }

  private async supervise(): Promise<void> {
    const { random } = this;
    const [verb, body]: [string, object] = random.pick([
      ['cancel', { reason: 'Se retiró' }],
      ['transfer', { queueType: random.pick(QUEUES) }],
      ['transfer', { queueType: random.pick(QUEUES) }],
      ['reinstate', {}],
      ['reinstate', {}],
    ]);
    const path = `/api/admin/tickets/${random.pick(this.today)}/${verb}`;
    await this.ask(`${verb} by a supervisor`, this.supervisor, 'POST', path, { body });
  }
}
