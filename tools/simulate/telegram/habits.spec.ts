import type { Customer } from '../plan.mjs';
import { createRandom } from '../random.mjs';
import { giveTelegram, type Habit } from './habits.mjs';

/** A day of customers of whom every fifth types a phone, every sixth leaves and every seventh never comes. */
function customers(count = 400): Customer[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    at: 9 * 3600 + index * 60,
    queueType: 'CAJA',
    preferential: false,
    nationalId: `${index}`,
    nationalIdAgain: `${index}`,
    phone: index % 5 === 0 ? `+5691111${String(index).padStart(4, '0')}` : null,
    kiosk: 0,
    doubleTap: false,
    secondTry: index % 11 === 0,
    patienceSeconds: index % 6 === 0 ? 300 : null,
    turnsBack: true,
    noShow: index % 7 === 0,
    recalls: 1,
    recallGapSeconds: 60,
    walkSeconds: 30,
    serviceSeconds: 300,
    finish: 'complete',
    telegram: null,
  }));
}

const give = (options = { count: 300, faults: true }, seed = '1') =>
  giveTelegram(customers(), options, createRandom(seed));
const habitsOf = (day: Customer[]): Habit[] => day.flatMap(({ telegram }) => (telegram ? [telegram] : []));

describe('who uses Telegram', () => {
  const day = give();
  const habits = habitsOf(day);
  const count = (fits: (habit: Habit) => boolean) => habits.filter(fits).length;

  test('nobody, when nobody is asked for', () => {
    expect(give({ count: 0, faults: true })).toEqual(customers());
  });

  test('the same seed chooses the same, another one others', () => {
    expect(give()).toEqual(day);
    expect(habitsOf(give(undefined, '2'))).not.toEqual(habits);
  });

  test('as many as asked for, and never more than come', () => {
    expect(habits.length).toBe(300);
    expect(habitsOf(give({ count: 1_000, faults: true })).length).toBe(400);
  });

  test('the others, and whatever else anybody does, stay as they are', () => {
    const rest = ({ telegram: _telegram, phone: _phone, ...customer }: Customer) => customer;
    expect(day.map(rest)).toEqual(customers().map(rest));
    const without = day.filter(({ telegram }) => telegram === null);
    expect(without).toEqual(without.map(({ index }) => customers()[index]));
  });

  test('about half scan, half have shared their phone, a few never press Start', () => {
    expect(count(({ how }) => how === 'never')).toBe(15);
    expect(Math.abs(count(({ how }) => how === 'scan') - count(({ how }) => how === 'phone'))).toBeLessThanOrEqual(1);
    for (const when of ['issue', 'call', 'end']) {
      expect(count(({ how, scanAfter }) => how === 'scan' && scanAfter === when)).toBeGreaterThan(0);
    }
  });

  test('each has a chat of their own; a phone that was shared is the one that is typed, and nobody else’s', () => {
    expect(new Set(habits.map(({ chatId }) => chatId)).size).toBe(300);
    const phones = day.flatMap(({ phone }) => (phone ? [phone] : []));
    expect(new Set(phones).size).toBe(phones.length);
    for (const { phone, telegram } of day) {
      if (telegram?.how === 'phone') expect(`+${telegram.phone?.replace('+', '')}`).toBe(phone);
      if (telegram?.how === 'never') expect(phone).toMatch(/^\+569\d{8}$/);
      if (telegram && telegram.how !== 'phone') expect(telegram.phone).toBeNull();
    }
  });

  test('each kind of act is done by somebody, and only by those who link in time', () => {
    for (const act of ['estado', 'cancelar', 'block', 'close-account', 'nothing']) {
      expect(count((habit) => habit.act === act)).toBeGreaterThan(5);
    }
    const late = habits.filter(({ how, scanAfter }) => how === 'never' || scanAfter !== 'issue');
    expect(late.every(({ act, unlucky }) => act === 'nothing' && !unlucky)).toBe(true);
  });

  test('whoever cancels would otherwise have waited and come', () => {
    const cancelling = day.filter(({ telegram }) => telegram?.act === 'cancelar');
    expect(cancelling.some((one) => one.noShow || one.secondTry || one.patienceSeconds !== null)).toBe(false);
  });

  test('Telegram fails a chat only where it may fail', () => {
    expect(count(({ unlucky }) => unlucky)).toBe(15);
    expect(habitsOf(give({ count: 300, faults: false })).some(({ unlucky }) => unlucky)).toBe(false);
  });
});
