import { readOptions } from './args.mjs';

describe('the options of npm run simulate', () => {
  test('without any: the generated day, five advisors, 120 times faster, seed 1', () => {
    expect(readOptions([])).toEqual({
      help: false,
      data: null,
      date: null,
      fromSeconds: 6.5 * 3600,
      toSeconds: 22 * 3600,
      limit: null,
      advisors: 5,
      displays: 2,
      telegram: 0,
      telegramFaults: 0,
      speed: 120,
      seed: '1',
      json: null,
      built: false,
      keep: false,
    });
  });

  test('each is read', () => {
    const line =
      '--data day.tsv --date 990208 --from 9:00 --to 14:30 --limit 40 --advisors 3 --displays 7 --speed 600 ' +
      '--telegram 300 --telegram-faults 0.1 ' +
      '--seed rainy --json out.json --built --keep';
    expect(readOptions(line.split(' '))).toMatchObject({
      data: 'day.tsv',
      date: '990208',
      fromSeconds: 9 * 3600,
      toSeconds: 14.5 * 3600,
      limit: 40,
      advisors: 3,
      displays: 7,
      telegram: 300,
      telegramFaults: 0.1,
      speed: 600,
      seed: 'rainy',
      json: 'out.json',
      built: true,
      keep: true,
    });
  });

  test.each([
    ['--speed', '0'],
    ['--speed', '601'],
    ['--speed', 'fast'],
    ['--advisors', '1'],
    ['--advisors', '6'],
    ['--displays', '1.5'],
    ['--limit', '-1'],
    ['--telegram', 'all'],
    ['--telegram-faults', '0.6'],
    ['--telegram-faults', '.'],
    ['--telegram-faults', '0.1'],
    ['--date', '1999-02-08'],
    ['--from', '25:00'],
    ['--to', '9:75'],
    ['--from', '23:00'],
    ['--no-such-option', 'x'],
    ['--data', ''],
  ])('%s %s is refused in one line that names it', (option, value) => {
    const attempt = () => readOptions([option, ...(value === '' ? [] : [value])]);
    expect(attempt).toThrow(option);
    expect(attempt).not.toThrow('\n');
  });
});
