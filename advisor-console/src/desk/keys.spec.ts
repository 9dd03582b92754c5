import { actionKey } from './keys';

const press = (key: string, held: object = {}) =>
  actionKey({ key, altKey: false, ctrlKey: false, metaKey: false, shiftKey: false, ...held });

describe('the keys of the desk', () => {
  it('are F1 to F8, without the one that loads the page again', () => {
    const pressed = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F12', 'a', 'z'];
    expect(pressed.filter((key) => press(key) === key)).toEqual(['F1', 'F2', 'F3', 'F4', 'F6', 'F7', 'F8']);
    expect(pressed.filter((key) => press(key) === null)).toEqual(['F5', 'F12', 'a', 'z']);
  });

  it('leave combinations to the system', () => {
    expect(press('F4', { altKey: true })).toBeNull();
    expect(press('F3', { ctrlKey: true })).toBeNull();
    expect(press('z', { ctrlKey: true, shiftKey: true })).toBeNull();
    expect(press('c', { ctrlKey: true })).toBeNull();
  });

  it('undo as everywhere else, whatever the caps lock', () => {
    expect(press('z', { ctrlKey: true })).toBe('Control+Z');
    expect(press('Z', { ctrlKey: true })).toBe('Control+Z');
    expect(press('z', { metaKey: true })).toBe('Control+Z');
  });
});
