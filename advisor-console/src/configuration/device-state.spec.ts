import type { DeviceView } from '@ticketero/contract';

import { codeInGroups, stageOf, troublesOf } from './device-state';

const NOW = Date.parse('2026-11-20T12:00:00.000Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

const KIOSK: DeviceView = {
  id: 1,
  kind: 'KIOSK',
  name: 'Tótem entrada',
  branchOffice: 'CENTRO',
  pairedAt: at(-600),
  lastSeenAt: at(0),
  revokedAt: null,
  pairing: null,
  sound: null,
  printer: null,
  lastPrint: null,
};

describe('how a device is', () => {
  it.each([
    ['online', {}],
    ['silent', { lastSeenAt: at(-3) }],
    ['silent', { lastSeenAt: null }],
    ['waiting', { pairedAt: null, pairing: { expiresAt: at(4) } }],
    ['unpaired', { pairedAt: null, pairing: { expiresAt: at(-1) } }],
    ['unpaired', { pairedAt: null }],
    ['revoked', { revokedAt: at(-1) }],
  ] as const)('is %s with %j', (stage, part) => {
    expect(stageOf({ ...KIOSK, ...part }, NOW)).toBe(stage);
  });
});

describe('what has to be mended at a device', () => {
  const printer = { host: '10.0.0.9', port: 9100, columns: 48, codePage: 'windows1252' } as const;

  it('is what its last slip or its browser said', () => {
    expect(troublesOf({ ...KIOSK, printer, lastPrint: { result: 'SIN_PAPEL', at: at(-1) } })).toEqual(['SIN_PAPEL']);
    expect(troublesOf({ ...KIOSK, kind: 'DISPLAY', sound: 'BLOCKED' })).toEqual(['SOUND_BLOCKED']);
  });

  it('is nothing while slips come out, of a printer that is no more, or of a screen turned down by staff', () => {
    expect(troublesOf({ ...KIOSK, printer, lastPrint: { result: 'IMPRESO', at: at(-1) } })).toEqual([]);
    expect(troublesOf({ ...KIOSK, lastPrint: { result: 'SIN_PAPEL', at: at(-1) } })).toEqual([]);
    expect(troublesOf({ ...KIOSK, kind: 'DISPLAY', sound: 'MUTED' })).toEqual([]);
  });
});

it('writes a code as it is read out', () => {
  expect(codeInGroups('482913')).toBe('482 913');
});
