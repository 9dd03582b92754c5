/** @typedef {import('../plan.mjs').Customer} Customer */
/** @typedef {import('../random.mjs').Random} Random */

/**
 * What a customer does with Telegram. Seconds of the branch's time.
 * @typedef {object} Habit
 * @property {number} chatId
 * @property {'scan' | 'phone' | 'never'} how scans the code of the ticket; has shared the phone before; types a phone at the
 *   kiosk and never presses Start
 * @property {string | null} phone as their Telegram gives it out, of those who have shared it
 * @property {'issue' | 'call' | 'end'} scanAfter
 * @property {number} scanSeconds
 * @property {'nothing' | 'estado' | 'cancelar' | 'block' | 'close-account'} act once linked
 * @property {number} actSeconds
 * @property {boolean} unlucky Telegram delivers nothing to this chat, all day
 */

const FIRST_CHAT = 70_000_000;
const NEVER_SHARE = 0.05;
/** Of those who scan: in time, when called, when it is over. */
const SCAN_WHEN = { issue: 0.86, call: 0.08 };
const SCAN_SECONDS = { issue: { low: 10, high: 120 }, call: { low: 3, high: 30 }, end: { low: 30, high: 600 } };
/** Of all; the others do nothing but read. */
const ACT_SHARES = /** @type {const} */ ([
  ['cancelar', 0.09],
  ['block', 0.07],
  ['close-account', 0.03],
  ['unlucky', 0.05],
  ['estado', 0.12],
]);
const ACT_SECONDS = { low: 20, high: 240 };

/**
 * @param {Random} random
 * @param {ReadonlySet<string | null>} taken
 * @returns {() => string}
 */
function distinctPhones(random, taken) {
  const given = new Set(taken);
  return () => {
    let phone;
    do phone = `+569${random.int(10_000_000, 99_999_999)}`;
    while (given.has(phone));
    given.add(phone);
    return phone;
  };
}

/**
 * Who may cancel: everything else that they do at the kiosk or the desk must not depend on it.
 * @param {Customer} customer
 */
const mayCancel = (customer) => customer.patienceSeconds === null && !customer.noShow && !customer.secondTry;

/**
 * `count` of the customers use Telegram; the others, and whatever else anybody does, stay as they are.
 * @param {readonly Customer[]} customers
 * @param {{ count: number, faults: boolean }} options faults: Telegram may fail
 * @param {Random} random
 * @returns {Customer[]} in the same order
 */
export function giveTelegram(customers, { count, faults }, random) {
  const chosen = random.shuffle(customers.map(({ index }) => index)).slice(0, count);
  const never = Math.round(chosen.length * NEVER_SHARE);
  const scanning = Math.round((chosen.length - never) / 2);
  const howOf = (/** @type {number} */ place) =>
    place < never ? 'never' : place < never + scanning ? 'scan' : /** @type {const} */ ('phone');
  const nextPhone = distinctPhones(random.fork('phones'), new Set(customers.map(({ phone }) => phone)));
  const byIndex = new Map(customers.map((customer) => [customer.index, { ...customer }]));
  const linked = chosen.flatMap((index, place) => {
    const customer = byIndex.get(index);
    if (!customer) return [];
    const how = howOf(place);
    const own = random.fork(`habit ${index}`);
    if (how !== 'scan') customer.phone = nextPhone();
    customer.telegram = habitOf(customer, how, FIRST_CHAT + index, own);
    return customer.telegram.how === 'never' || customer.telegram.scanAfter !== 'issue' ? [] : [customer];
  });
  giveActs(random.fork('acts').shuffle(linked), { share: chosen.length, faults });
  return customers.map(({ index }) => /** @type {Customer} */ (byIndex.get(index)));
}

/**
 * @param {Customer} customer
 * @param {Habit['how']} how
 * @param {number} chatId
 * @param {Random} random
 * @returns {Habit}
 */
function habitOf(customer, how, chatId, random) {
  const when = how === 'scan' ? random.next() : 0;
  const scanAfter = when < SCAN_WHEN.issue ? 'issue' : when < SCAN_WHEN.issue + SCAN_WHEN.call ? 'call' : 'end';
  const scanSeconds = random.int(SCAN_SECONDS[scanAfter].low, SCAN_SECONDS[scanAfter].high);
  const withPlus = random.chance(0.5);
  const phone = how === 'phone' && customer.phone !== null ? customer.phone.slice(withPlus ? 0 : 1) : null;
  const actSeconds = random.int(ACT_SECONDS.low, ACT_SECONDS.high);
  return { chatId, how, phone, scanAfter, scanSeconds, act: 'nothing', actSeconds, unlucky: false };
}

/**
 * Each kind of act to as many as its share says, so that none is missing by chance.
 * @param {readonly Customer[]} linked in any order; changed
 * @param {{ share: number, faults: boolean }} options share: of how many the shares are
 */
function giveActs(linked, { share, faults }) {
  const left = [...linked];
  for (const [act, part] of ACT_SHARES) {
    if (act === 'unlucky' && !faults) continue;
    for (let given = 0; given < Math.round(share * part); given++) {
      const place = left.findIndex((customer) => act !== 'cancelar' || mayCancel(customer));
      const habit = left.splice(place, place < 0 ? 0 : 1)[0]?.telegram;
      if (!habit) break;
      if (act === 'unlucky') habit.unlucky = true;
      else habit.act = act;
    }
  }
}
