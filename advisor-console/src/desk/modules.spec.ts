import { chosenModule, moduleChoices } from './modules';

const branch = { moduleCount: 4, modulesTaken: [1, 3] };

describe('the modules', () => {
  it('are all of the branch, with the taken ones marked', () => {
    expect(moduleChoices(branch).map((choice) => choice.taken)).toEqual([true, false, true, false]);
  });

  it('preselect the one pressed, else the last one, if it is free', () => {
    expect(chosenModule(branch, [4, 2])).toBe(4);
    expect(chosenModule(branch, [null, 2])).toBe(2);
    expect(chosenModule(branch, [1, 2])).toBe(2);
  });

  it('preselect none that is taken or gone', () => {
    expect(chosenModule(branch, [3, null])).toBeNull();
    expect(chosenModule(branch, [9])).toBeNull();
  });
});
