import { ALERT_SEVERITIES, CONFIGURATION_LIMITS } from '@ticketero/contract';

import {
  choiceOf,
  CHOICES,
  GROUPS,
  isFigure,
  PARTS,
  rulesChange,
  rulesDraft,
  rulesLack,
  type Rule,
  type Settings,
} from './rules-draft';

const BRANCH: Settings = {
  ...{ rutCheck: false, phoneFormat: 'CL', language: 'es', languages: ['es', 'en'], telegram: true },
  ...{ dispatchPolicy: 'guard', guardRatio: 0.8, preferentialCreditMinutes: 30, estimator: 'replay' },
  ...{ recallMax: 3, recallCooldownSeconds: 10, noShowMinutes: null, reservationMinutes: 30 },
  ...{ assignmentMode: 'automatic', pickAllowed: true, undoSeconds: 10, graceMinutes: 30 },
  ...{ idleMinutes: 10, longServiceTimes: 3, longServiceMinutes: 15, silentMinutes: 5 },
  ...{ failedPercent: 10, failedOverMinutes: 10, failedLeast: 10, coveragePercent: 70, coverageLeast: 20 },
  telegramFrom: 'CRITICAL',
};

const desk = rulesDraft(BRANCH, 'desk', 'es');
const order = rulesDraft(BRANCH, 'order', 'es');
const kiosk = rulesDraft(BRANCH, 'kiosk', 'es');

describe('the rules of a branch as they are typed', () => {
  it('stand each in one form', () => {
    const all: Rule[] = Object.values(GROUPS).flat();
    expect(new Set(all).size).toBe(all.length);
    expect([...all].sort()).toEqual(Object.keys(BRANCH).sort());
    expect(Object.values(PARTS).flat().sort()).toEqual(Object.keys(GROUPS).sort());
  });

  it('R4: send what was changed; nobody is closed by the system where nothing stands', () => {
    expect(rulesChange(desk, desk)).toEqual({});
    expect(rulesChange(desk, { ...desk, noShowMinutes: '10', recallMax: ' 2 ' })).toEqual({
      noShowMinutes: 10,
      recallMax: 2,
    });
    expect(rulesChange({ ...desk, noShowMinutes: '10' }, desk)).toEqual({ noShowMinutes: null });
  });

  it('R5: a share has a comma or a point', () => {
    expect(order['guardRatio']).toBe('0,8');
    expect(rulesDraft(BRANCH, 'order', 'en')['guardRatio']).toBe('0.8');
    expect(rulesChange(order, { ...order, guardRatio: '0,75' })).toEqual({ guardRatio: 0.75 });
    expect(rulesLack({ ...order, guardRatio: '1,2' })).toEqual({ guardRatio: 'config.missing.decimal' });
  });

  it('say at the field what no server would take', () => {
    expect(rulesLack(desk)).toEqual({});
    expect(rulesLack({ ...desk, recallMax: '21', undoSeconds: '' })).toEqual({
      recallMax: 'config.missing.figure',
      undoSeconds: 'config.missing.figure',
    });
    expect(rulesLack({ ...kiosk, languages: ['en'] })).toEqual({ language: 'config.missing.language' });
    expect(rulesLack({ ...kiosk, languages: [] })).toEqual({ languages: 'config.missing.languages' });
  });

  it('know the words of their fields, and no other value', () => {
    expect(choiceOf('settings.dispatchPolicy', 'fifo')).toBe('fifo');
    expect(choiceOf('alerts.telegramFrom', 'INFO')).toBe('INFO');
    for (const [field, value] of [
      ['alerts.telegramFrom', 'fifo'],
      ['alerts.idleMinutes', 10],
      ['settings.language', null],
      ['displayName', 'fifo'],
      ['texts.language', 'es'],
    ] as const) {
      expect(choiceOf(field, value)).toBeNull();
    }
  });

  it('CONTRACT: a threshold is a whole number within its limits, and never empty', () => {
    const alerts = PARTS.alerts.flatMap((group): readonly Rule[] => GROUPS[group]);
    const figures = alerts.filter(isFigure);
    expect(alerts.filter((rule) => !isFigure(rule))).toEqual(['telegramFrom']);
    expect(figures).toHaveLength(9);
    for (const rule of figures) {
      const { min, max } = CONFIGURATION_LIMITS[rule];
      for (const good of [min, max]) expect(rulesLack({ [rule]: String(good) })).toEqual({});
      for (const wrong of ['', 'diez', '2,5', String(min - 1), String(max + 1)]) {
        expect(rulesLack({ [rule]: wrong })).toEqual({ [rule]: 'config.missing.figure' });
      }
    }
    const idle = rulesDraft(BRANCH, 'idle', 'es');
    expect(rulesChange(idle, { ...idle, idleMinutes: '20' })).toEqual({ idleMinutes: 20 });
    const notices = rulesDraft(BRANCH, 'notices', 'es');
    expect(CHOICES.telegramFrom).toEqual(ALERT_SEVERITIES);
    expect(rulesChange(notices, { telegramFrom: 'INFO' })).toEqual({ telegramFrom: 'INFO' });
  });
});
