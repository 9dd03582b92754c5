import { BRANCH_CODE, BRANCH_TIME_ZONE } from './demo.mjs';
import { Failure } from './failure.mjs';
import { timeOfDay } from './clock.mjs';

/** @typedef {import('./world.mjs').World} World */
/** @typedef {import('./world.mjs').LoadView} LoadView */
/** @typedef {import('./person.mjs').Person} Person */
/** @typedef {import('./http.mjs').Call} Call */

const SAMPLE_EVERY_SECONDS = 600;
const READS_AT_ONCE = 8;

/**
 * Registers a device and pairs it, as an administrator and then the device itself would.
 * @param {Person} admin
 * @param {Call} call
 * @param {'KIOSK' | 'DISPLAY'} kind
 * @param {string} name
 * @param {string} [branchOffice]
 * @returns {Promise<string>} the device's token
 */
export async function pairDevice(admin, call, kind, name, branchOffice = BRANCH_CODE) {
  const created = await admin.ask('POST', '/api/admin/devices', { body: { kind, name, branchOffice } });
  if (created.status !== 201) throw new Failure(`the device "${name}" cannot be registered: ${created.status}`);
  const paired = await call('POST', '/api/devices/pair', { body: { pairingCode: created.body.pairingCode } });
  if (paired.status !== 200 && paired.status !== 201) {
    throw new Failure(`the device "${name}" cannot be paired: ${paired.status}`);
  }
  return paired.body.deviceToken;
}

/** @param {any} view @returns {LoadView} */
const loadView = ({ name, status, currentTicket, assignedTicketsCount, workloadMinutes }) => ({
  name,
  status,
  currentTicket,
  assignedTicketsCount,
  workloadMinutes,
});

/** Looks on: samples the advisors' loads, and asks for everything when the day is over. */
export class Supervisor {
  #watching = true;

  /**
   * @param {World} world
   * @param {Person} person
   * @param {Call} call
   * @param {string} [branchOffice]
   */
  constructor(world, person, call, branchOffice = BRANCH_CODE) {
    this.world = world;
    this.person = person;
    this.call = call;
    this.query = `?branchOffice=${branchOffice}`;
  }

  /** @returns {Promise<LoadView[]>} */
  async loads() {
    const label = '/api/admin/advisors';
    const answer = await this.person.ask('GET', `${label}${this.query}`, { label });
    if (answer.status === 200) return answer.body.advisors.map(loadView);
    this.world.refused('supervisor', 'advisors', answer);
    return [];
  }

  async watch() {
    while (this.#watching) {
      const advisors = await this.loads();
      const at = timeOfDay(this.world.clock.now(), BRANCH_TIME_ZONE);
      if (advisors.length > 0) this.world.record.loadSamples.push({ at, advisors });
      await this.world.clock.sleep(SAMPLE_EVERY_SECONDS);
    }
  }

  /** The day is over: what the server says about it. */
  async close() {
    this.#watching = false;
    const { record } = this.world;
    record.loadsAtEnd = await this.loads();
    const label = '/api/admin/dashboard';
    const answer = await this.person.ask('GET', `${label}${this.query}`, { label });
    if (answer.status === 200) record.dashboard = answer.body.ticketsSummary;
    else this.world.refused('supervisor', 'dashboard', answer);

    const codes = record.issued.map((ticket) => ticket.codigoReferencia);
    const read = async () => {
      for (let codigo = codes.pop(); codigo !== undefined; codigo = codes.pop()) {
        const told = await this.call('GET', `/api/tickets/${codigo}`, { label: '/api/tickets/{codigo}' });
        if (told.status === 200) record.tickets.push(told.body);
      }
    };
    await Promise.all(Array.from({ length: READS_AT_ONCE }, read));
  }
}
