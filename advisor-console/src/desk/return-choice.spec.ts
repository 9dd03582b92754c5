import { FIRST_CHOICE, MOST, PRESETS, returnRequest, wayOfDigits, type ReturnChoice } from './return-choice';

const choice = (change: Partial<ReturnChoice>) => returnRequest({ ...FIRST_CHOICE, ...change });

describe('R4 return: what is sent', () => {
  it('keeps its place unless something else is chosen', () => {
    expect(returnRequest(FIRST_CHOICE)).toEqual({});
    expect(choice({ way: 'keeps', places: '', minutes: 'x' })).toEqual({});
  });

  it('is one of the two figures, never both', () => {
    expect(choice({ way: 'places', places: '3' })).toEqual({ afterPlaces: 3 });
    expect(choice({ way: 'minutes', minutes: '015' })).toEqual({ afterMinutes: 15 });
  });

  it.each(['', '0', '-1', '2.5', '1e2', '201', '1000'])('is nothing while the figure is %p', (places) => {
    expect(choice({ way: 'places', places })).toBeNull();
  });

  it('offers only what can be sent', () => {
    for (const way of ['places', 'minutes'] as const) {
      for (const count of PRESETS[way]) expect(choice({ way, [way]: String(count) })).not.toBeNull();
      expect(choice({ way, [way]: String(MOST[way]) })).not.toBeNull();
      expect(choice({ way, [way]: String(MOST[way] + 1) })).toBeNull();
    }
  });

  it('takes digits for places until minutes are chosen', () => {
    expect([wayOfDigits('keeps'), wayOfDigits('places'), wayOfDigits('minutes')]).toEqual([
      'places',
      'places',
      'minutes',
    ]);
  });
});
