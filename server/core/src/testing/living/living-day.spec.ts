import { DISPATCH_POLICIES } from '../../dispatch/order.js';
import { livingDay } from './living-day.js';
import { LivingDays } from './living-days.js';
import { CLOCK_CHANGES, ZONES } from './wall-clock.js';

describe('a living day', () => {
  it('the same seed gives the same day, another seed another', () => {
    expect(livingDay(7)).toEqual(livingDay(7));
    expect(livingDay(7).tally).not.toEqual(livingDay(8).tally);
  });

  it.each(DISPATCH_POLICIES)('R5: a whole day by the policy %s', (policy) => {
    expect(livingDay(11, { policy }).settings.dispatchPolicy).toBe(policy);
  });

  it('R5: asked for another policy it is the same branch on the same day', () => {
    const asSeeded = livingDay(11);
    for (const dispatchPolicy of DISPATCH_POLICIES) {
      const { calendar, settings } = livingDay(11, { policy: dispatchPolicy });
      expect({ calendar, settings }).toEqual({
        calendar: asSeeded.calendar,
        settings: { ...asSeeded.settings, dispatchPolicy },
      });
    }
  });

  it('R4, R5, R7: days differ in zone, date, hours, policy and every other setting', () => {
    const days = new LivingDays(2001, 60);
    days.live(2001, 2060);
    expect(days.varied(({ calendar }) => calendar.timeZone)).toEqual(new Set(ZONES));
    expect(days.varied(({ settings }) => settings.dispatchPolicy)).toEqual(new Set(DISPATCH_POLICIES));
    expect(days.varied(({ settings }) => settings.assignmentMode)).toEqual(new Set(['automatic', 'onCall']));
    expect(days.varied(({ settings }) => settings.noShowMinutes).size).toBeGreaterThan(2);
    expect(days.varied(({ settings }) => settings.pickAllowed).size).toBe(2);
    expect(days.varied(({ settings }) => settings.graceMinutes).size).toBeGreaterThan(2);
    expect(days.varied(({ calendar }) => calendar.openingHours === null).size).toBe(2);
    expect(days.varied(({ calendar }) => calendar.acrossMidnight).size).toBe(2);
    expect(days.varied(({ calendar }) => calendar.change)).toEqual(new Set([null, 'forward', 'back']));
    const changes = new Set(CLOCK_CHANGES.map(({ timeZone, change }) => `${timeZone} ${change}`));
    const lived = days.varied(({ calendar }) => calendar.change && `${calendar.timeZone} ${calendar.change}`);
    expect([...changes].filter((one) => !lived.has(one))).toEqual([]);
  });
});
