import * as fc from 'fast-check';
import { Branch } from '../branch/branch.js';
import { addDays, instantOf } from '../branch/business-day.js';
import { closingTime, isOpen, nextOpening, type OpeningHours } from '../branch/opening-hours.js';
import { closeDay, dayIsDue } from '../commands/close-day.js';
import { callNext, recall } from '../commands/desk.js';
import { endNoShows } from '../commands/expire.js';
import { issue, opening } from '../commands/issue.js';
import { recalculate } from '../commands/recalculate.js';
import { releaseOverdue } from '../commands/reservations.js';
import { returnTicket } from '../commands/return.js';
import { transferTicket } from '../commands/transfer.js';
import { aBranch, anAdvisor, copyOf, HOUR, MINUTE, referenceOf, refusalOf, SECOND } from './builders.js';
import { nextMidnight } from './living/calendar.js';
import { CLOCK_CHANGES, wallClock, ZONES } from './living/wall-clock.js';
import { Scene } from './scene.js';

const everyDay = (from: string, to: string): OpeningHours => {
  const spans = [{ from, to }];
  return { week: { 0: spans, 1: spans, 2: spans, 3: spans, 4: spans, 5: spans, 6: spans } };
};
const pad = (value: number): string => String(value).padStart(2, '0');
const time = (minutes: number): string => `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;

const zones = fc.constantFrom(...ZONES);
const changes = fc.constantFrom(...CLOCK_CHANGES);
/** Around a change of the clocks, to the second, from half a day before to half a day after. */
const around = changes.chain((change) =>
  fc.integer({ min: -12 * 3600, max: 12 * 3600 }).map((seconds) => ({ ...change, now: change.at + seconds * SECOND })),
);
const in2026 = fc
  .integer({ min: 0, max: 360 * 24 * 3600 })
  .map((seconds) => Date.parse('2026-01-03T00:00:00Z') + seconds * SECOND);

describe('over midnight', () => {
  it('R2: the first number after the wall’s midnight is 01, the last before it is not, in every zone', () => {
    fc.assert(
      fc.property(zones, in2026, fc.integer({ min: 1, max: 5 }), (timeZone, now, before) => {
        const midnight = nextMidnight(now, timeZone);
        const scene = new Scene(aBranch({ timeZone, businessDate: null }), midnight - before * SECOND);
        for (let count = 1; count <= before; count++) {
          expect(scene.ticket(scene.issue()).numero).toBe(`C0${count}`);
          scene.later(SECOND);
        }
        const first = scene.ticket(scene.issue());
        expect(first).toMatchObject({ numero: 'C01', businessDate: wallClock(midnight, timeZone).date });
        expect(scene.ticket(before)).toMatchObject({ status: 'CANCELADO', positionInQueue: 0 });
        expect(first.businessDate > scene.ticket(before).businessDate).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('R2, R4: a process whose clock is behind at midnight works on the day that has begun', () => {
    const midnight = nextMidnight(Date.parse('2026-05-05T20:00Z'), 'Asia/Kathmandu');
    const scene = new Scene(aBranch({ timeZone: 'Asia/Kathmandu' }), midnight);
    scene.issue();
    const behind = scene.later(-2 * SECOND).issue();
    expect(scene.ticket(behind)).toMatchObject({ numero: 'C02', businessDate: '2026-05-07' });
    expect(scene.ticket(1).status).toBe('EN_ESPERA');
  });

  it('R2: two branches in two zones change their day each at its own midnight', () => {
    fc.assert(
      fc.property(zones, zones, in2026, (one, other, from) => {
        const scenes = [one, other].map((timeZone) => new Scene(aBranch({ timeZone, businessDate: null }), from));
        for (let step = 0; step < 54; step++) {
          for (const scene of scenes) {
            scene.now = from + step * 30 * MINUTE;
            const ticket = scene.ticket(scene.issue());
            expect(ticket.businessDate).toBe(wallClock(scene.now, scene.state.timeZone).date);
          }
        }
        for (const scene of scenes) {
          const perDay = new Map<string, number>();
          for (const { businessDate, numero } of scene.tickets.values()) {
            perDay.set(businessDate, (perDay.get(businessDate) ?? 0) + 1);
            expect(Number(numero.slice(1))).toBe(perDay.get(businessDate));
          }
          expect(perDay.size).toBeGreaterThan(1);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('when the clocks change', () => {
  it('R4: the doors are open exactly while the wall clock says so, in the hour that is skipped or comes twice too', () => {
    fc.assert(
      fc.property(
        around,
        fc.integer({ min: 0, max: 1380 }),
        fc.integer({ min: 1, max: 1440 }),
        (moment, from, last) => {
          const { now, timeZone } = moment;
          const to = Math.min(from + last, 1440);
          const { minutes } = wallClock(now, timeZone);
          const hours = everyDay(time(from), time(to));
          expect(isOpen(hours, now, timeZone)).toBe(minutes >= from && minutes < to);
          const branch = new Branch(aBranch({ timeZone, openingHours: hours, businessDate: null }), now);
          expect(opening(branch).open).toBe(minutes >= from && minutes < to);
        },
      ),
    );
  });

  it('R4: a closed branch says when it opens: then it is open, and a minute before it is not', () => {
    fc.assert(
      fc.property(around, fc.integer({ min: 0, max: 1380 }), ({ now, timeZone, at }, from) => {
        const hours = everyDay(time(from), time(from + 60));
        fc.pre(!isOpen(hours, now, timeZone));
        const opens = nextOpening(hours, now, timeZone) ?? 0;
        expect(opens).toBeGreaterThan(now);
        const { minutes } = wallClock(opens, timeZone);
        // A time that was skipped: the doors open at the change, if what is left of the hour is not skipped as well.
        const skipped = opens === at && minutes !== from;
        expect(skipped ? minutes > from : minutes === from).toBe(true);
        if (!skipped) expect(isOpen(hours, opens, timeZone)).toBe(true);
      }),
    );
  });

  it.each(CLOCK_CHANGES)('R4: the day closes at closing time and grace by the wall: $timeZone, $change', (change) => {
    const { timeZone, date } = change;
    for (let closes = 30; closes <= 1440; closes += 30) {
      const hours = everyDay('00:00', time(closes));
      const closing = closingTime(hours, date, timeZone) ?? 0;
      const shown = wallClock(closing, timeZone);
      const minutesShown = shown.date > date ? 1440 : shown.minutes;
      if (closing !== change.at) expect(minutesShown).toBe(closes);
      const due = (now: number): boolean =>
        dayIsDue(
          new Branch(
            aBranch({ timeZone, openingHours: hours, businessDate: date, settings: { graceMinutes: 15 } }),
            now,
          ),
        );
      const sameDate = (now: number): boolean => wallClock(now, timeZone).date === date;
      expect(due(closing + 15 * MINUTE - SECOND)).toBe(false);
      expect(due(closing + 15 * MINUTE)).toBe(sameDate(closing + 15 * MINUTE)); // else the new day closes it
    }
  });

  it('R4: the long day is one day: its numbers go on through the hour that comes twice', () => {
    for (const { timeZone, date, at, change } of CLOCK_CHANGES.filter((one) => one.change === 'back')) {
      const scene = new Scene(aBranch({ timeZone, businessDate: null }), at - 40 * MINUTE);
      const days = new Set<string>();
      for (let count = 1; wallClock(scene.now, timeZone).date === date; count++) {
        const ticket = scene.ticket(scene.issue());
        expect([change, ticket.numero]).toEqual([change, `C${pad(count)}`]);
        days.add(ticket.businessDate);
        scene.later(20 * MINUTE);
      }
      expect([...days]).toEqual([date]);
      expect(scene.tickets.size).toBeGreaterThan(3);
    }
  });

  it('R4, R6: waits, positions and orders are elapsed time: never negative, and kept through the change', () => {
    fc.assert(
      fc.property(around, fc.integer({ min: 1, max: 90 }), ({ now, timeZone }, minutes) => {
        const scene = new Scene(aBranch({ timeZone, businessDate: null, advisors: [anAdvisor(1)] }), now);
        const first = scene.issue();
        const second = scene.later(MINUTE).issue();
        scene.later(minutes * MINUTE).run(recalculate);
        const sameDay = scene.ticket(first).businessDate === scene.state.businessDate;
        fc.pre(sameDay);
        expect(scene.ticket(first).positionInQueue).toBe(1);
        expect(scene.ticket(second).positionInQueue).toBe(2);
        const called = scene.run((branch) => callNext(branch, 1, {}));
        expect(called?.id).toBe(first);
        expect(called?.callReason?.waitedMinutes).toBe(minutes + 1);
      }),
    );
  });
});

describe('limits are elapsed time, whatever the wall clock does', () => {
  const desk = (timeZone: string, at: number, settings = {}): Scene => {
    const advisors = [anAdvisor(1, { status: 'AVAILABLE' }), anAdvisor(2, { status: 'BUSY' })];
    const scene = new Scene(aBranch({ timeZone, businessDate: null, advisors, settings }), at);
    scene.issue();
    return scene;
  };

  // Each is begun a little before the change and ends after it, on the same business day.
  const sameDay = CLOCK_CHANGES.filter(
    ({ at, timeZone }) => wallClock(at - 5 * MINUTE, timeZone).date === wallClock(at + 10 * MINUTE, timeZone).date,
  );

  it('there are changes of both kinds within a day', () => {
    expect(new Set(sameDay.map(({ change }) => change))).toEqual(new Set(['forward', 'back']));
  });

  it.each(sameDay)('R4 no-show: $timeZone, $change', ({ timeZone, at }) => {
    const scene = desk(timeZone, at - 2 * MINUTE, { noShowMinutes: 5 });
    scene.later(5 * MINUTE - SECOND).run(endNoShows);
    expect(scene.ticket(1).status).toBe('ATENDIENDO');
    scene.later(SECOND).run(endNoShows);
    expect(scene.ticket(1).status).toBe('NO_ATENDIDO');
  });

  it.each(sameDay)('R7 reservation: $timeZone, $change', ({ timeZone, at }) => {
    const scene = desk(timeZone, at - 2 * MINUTE, { reservationMinutes: 10 });
    const id = scene.issue();
    scene.run((branch) => transferTicket(branch, referenceOf(id), { advisorId: 2 }));
    scene.later(10 * MINUTE - SECOND).run(releaseOverdue);
    expect(scene.ticket(id).reservedAdvisorId).toBe(2);
    scene.later(SECOND).run(releaseOverdue);
    expect(scene.ticket(id).reservedAdvisorId).toBeNull();
  });

  it.each(sameDay)('R4 undo, and the pause between recalls: $timeZone, $change', ({ timeZone, at }) => {
    const scene = desk(timeZone, at - 5 * SECOND, { undoSeconds: 10, recallCooldownSeconds: 10 });
    scene.run((branch) => recall(branch, 1));
    expect(refusalOf(() => scene.later(9 * SECOND).run((branch) => recall(branch, 1))).details).toMatchObject({
      retryAfterSeconds: 1,
    });
    expect(new Scene(copyOf(scene.state), scene.now + SECOND).undo(1).command).toBe('recall');
    expect(refusalOf(() => scene.later(2 * SECOND).undo(1)).details).toMatchObject({ reason: 'TARDE' });
    expect(scene.run((branch) => recall(branch, 1)).recallCount).toBe(2);
  });

  it.each(sameDay)('R4 return in some minutes: $timeZone, $change', ({ timeZone, at }) => {
    const scene = desk(timeZone, at - 3 * MINUTE);
    scene.run((branch) => returnTicket(branch, 1, { afterMinutes: 5 }));
    scene.later(5 * MINUTE - SECOND).run((branch) => callNext(branch, 1, {}));
    expect(scene.ticket(1).status).toBe('EN_ESPERA');
    scene.later(SECOND).run((branch) => callNext(branch, 1, {}));
    expect(scene.ticket(1).status).toBe('ATENDIENDO');
  });

  it('R4: undo stops at midnight: what belongs to yesterday is not brought back', () => {
    for (const { timeZone, date } of CLOCK_CHANGES) {
      const midnight = instantOf(addDays(date, 1), 0, timeZone);
      const scene = desk(timeZone, midnight - 4 * SECOND);
      scene.run((branch) => recall(branch, 1));
      scene.later(6 * SECOND);
      expect(refusalOf(() => scene.undo(1)).code).toBe('TRANSICION_INVALIDA');
      expect(scene.ticket(1).recallCount).toBe(1);
    }
  });

  it('R4: a day closed by hand in the hour that comes twice stays closed through its second turn', () => {
    for (const { timeZone, at } of CLOCK_CHANGES.filter(({ change }) => change === 'back')) {
      const scene = new Scene(aBranch({ timeZone, businessDate: null }), at - 20 * MINUTE);
      scene.issue();
      scene.run(closeDay);
      scene.later(30 * MINUTE);
      const { businessDate } = scene.state;
      scene.run((branch) => {
        expect(dayIsDue(branch)).toBe(false);
        expect(branch.dayClosed).toBe(wallClock(scene.now, timeZone).date === businessDate);
      });
    }
  });

  it('R2: an hour before and after each change, numbers of one day never repeat', () => {
    for (const { timeZone, at } of CLOCK_CHANGES) {
      const scene = new Scene(aBranch({ timeZone, businessDate: null }), at - HOUR);
      for (; scene.now < at + HOUR; scene.later(7 * MINUTE)) {
        scene.run((branch) =>
          issue(branch, {
            id: scene.tickets.size + 1,
            codigoReferencia: referenceOf(scene.tickets.size + 1),
            queueType: 'CAJA',
            preferential: false,
            language: 'es',
            contact: 'none',
          }),
        );
      }
      const given = [...scene.tickets.values()].map(({ businessDate, numero }) => `${businessDate} ${numero}`);
      expect(new Set(given).size).toBe(given.length);
      expect(given.length).toBeGreaterThan(15);
    }
  });
});
