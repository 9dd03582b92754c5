import { actionKey } from './keys';

const press = (key: string, held: object = {}) =>
  actionKey({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held });

describe('the keys of the desk', () => {
  it('are F1, F2, F3, F4 and F6', () => {
    expect(['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F12', 'a'].map((key) => press(key))).toEqual([
      'F1',
      'F2',
      'F3',
      'F4',
      null,
      'F6',
      null,
      null,
    ]);
  });

  it('leave combinations to the system', () => {
    expect(press('F4', { altKey: true })).toBeNull();
    expect(press('F3', { ctrlKey: true })).toBeNull();
  });
});
