import { timeOfDay } from './time';

describe('the time of day', () => {
  it("is the branch's, whatever the zone of the computer", () => {
    const iso = '2026-11-18T13:05:00.000Z';
    expect(timeOfDay(iso, 'es', 'America/Santiago')).toBe('10:05');
    expect(timeOfDay(iso, 'en', 'Pacific/Easter')).toBe('08:05');
  });
});
