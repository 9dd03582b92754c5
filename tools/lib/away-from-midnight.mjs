// @ts-check

const HOUR_MS = 3_600_000;
const hourOf = new Intl.DateTimeFormat('en', { timeZone: 'America/Santiago', hour: 'numeric', hourCycle: 'h23' });

/**
 * What a server of a test is told of the time. At midnight of its branch a day ends: whoever waits is sent home, and numbers begin
 * at 01 again. A test that does not mean that must not meet it, so within the last hour of the day its server's clock
 * stands two hours earlier; all that start with the same answer show one time. At any other hour: nothing.
 * @param {number} [now] ms since the epoch
 * @returns {Record<string, string>} variables of its environment
 */
export function awayFromMidnight(now = Date.now()) {
  if (Number(hourOf.format(now)) < 23) return {};
  return { CLOCK_START: new Date(now - 2 * HOUR_MS).toISOString(), CLOCK_SINCE: new Date(now).toISOString() };
}
