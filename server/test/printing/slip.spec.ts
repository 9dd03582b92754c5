import type { PublicTicket } from '@ticketero/contract';

import { encodeSlip, encodeTestPage, slipOf, type SlipContent } from '../../src/printing/slip.js';
import { printedOn, textOf, type Sheet } from '../support/printer/paper.js';

const WIDE = { columns: 48, codePage: 'windows1252' } as const;
const CONTENT: SlipContent = {
  branchName: 'Sucursal Ñuñoa',
  timeZone: 'America/Santiago',
  numero: 'C05',
  queueName: 'Atención en Caja',
  preferential: false,
  language: 'es',
  createdAt: '2026-11-18T13:05:00.000Z',
  waiting: { ahead: 4, wait: { low: 10, high: 25 } },
  module: null,
  page: 'https://turnos.banco.cl/t/0d4e4a0e-96a1-4a4b-8f3a-1f5f6d3a9c10',
};
const onPaper = (patch: Partial<SlipContent> = {}, copy = false, printer: object = WIDE): Sheet => {
  const sheets = printedOn(encodeSlip({ ...CONTENT, ...patch }, { ...WIDE, ...printer }, copy));
  expect(sheets).toHaveLength(1); // one slip, one cut
  return sheets[0]!;
};

describe('the slip of a number', () => {
  it('R2: branch, number, queue, who is before, how long, the code, the moment on the branch’s clock, and a cut', () => {
    const slip = onPaper();
    expect(textOf(slip)).toEqual([
      'Sucursal Ñuñoa',
      'Su número es',
      'C05',
      'Atención en Caja',
      'Personas antes que usted: 4',
      'Espera aproximada: 10-25 min',
      'Siga su turno en el teléfono',
      'Mire la pantalla de la sala.',
      'miércoles 18 de noviembre de 2026 10:05',
    ]);
    expect(slip.codes).toEqual([CONTENT.page]);
    expect(slip.cut).toBe('partial');
  });

  it('R2: the number is the largest thing on it, and never wider than the paper', () => {
    const sizes = (numero: string, columns: number) =>
      onPaper({ numero }, false, { columns }).lines.find(({ text }) => text === numero)?.size ?? 0;
    expect(sizes('C05', 48)).toBe(8);
    expect(sizes('C05', 42)).toBe(8);
    expect(sizes('C1000', 42)).toBe(8);
    expect(sizes('C100000', 42)).toBe(6);
    const others = onPaper().lines.filter(({ text }) => text !== 'C05');
    expect(Math.max(...others.map(({ size }) => size))).toBe(2);
  });

  it.each([
    ['https://turnos.banco.cl/t/1', 'https://turnos.banco.cl/t/1'],
    ['http://10.20.1.5:3000/t/1', 'http://10.20.1.5:3000/t/1'],
    ['http://localhost:3000/t/1', null],
    ['http://127.0.0.1/t/1', null],
    ['http://[::1]:3000/t/1', null],
    ['/t/1', null],
  ])('R9: the code of %s is printed only where a telephone can open it', (pageLink, page) => {
    expect(slipOf({ pageLink, onDuty: true } as PublicTicket).page).toBe(page);
  });

  it('R8: no time is made up where nobody serves', () => {
    const said = textOf(onPaper({ waiting: { ahead: 0, wait: null } }));
    expect(said).toContain('Personas antes que usted: 0');
    expect(said.join(' ')).not.toMatch(/Espera|min/);
  });

  it('R2: in the language of the ticket', () => {
    expect(textOf(onPaper({ language: 'en', preferential: true }))).toEqual([
      'Sucursal Ñuñoa',
      'Your number is',
      'C05',
      'Atención en Caja',
      'Priority service',
      'People before you: 4',
      'Approximate wait: 10-25 min',
      'Follow your turn on your phone',
      'Please watch the screen in the hall.',
      'Wednesday 18 November 2026 10:05',
    ]);
  });

  it.each(['windows1252', 'cp858', 'cp850'])('R2: accents come out right in %s', (codePage) => {
    const branchName = 'ÁÉÍÓÚÜÑ áéíóúüñ ¿¡ºª«»';
    expect(textOf(onPaper({ branchName }, false, { codePage }))[0]).toBe(branchName);
  });

  it.each(['windows1252', 'cp858', 'cp850'])(
    'R2: what editors make of quotes, dashes and accents, in %s',
    (codePage) => {
      const branchName = 'O’Higgins – “Ñun\u0303oa”';
      expect(textOf(onPaper({ branchName }, false, { codePage }))[0]).toBe(`O'Higgins - "Ñuñoa"`);
    },
  );

  it('R2: a long name goes on in the next line, and no word is lost', () => {
    const queueName = 'Atención preferente de personas y pequeñas empresas en general';
    const lines = onPaper({ queueName }).lines.filter(({ text }) => text !== '' && queueName.includes(text));
    expect(lines.map(({ text }) => text).join(' ')).toBe(queueName);
    for (const { text, size } of lines) expect(text.length * size).toBeLessThanOrEqual(48);
  });

  it('R2: a preferential number says so', () => {
    expect(textOf(onPaper({ preferential: true }))).toContain('Atención preferente');
    expect(textOf(onPaper())).not.toContain('Atención preferente');
  });

  it('R2: who was called at once is sent to the desk, and told of no wait', () => {
    const lines = textOf(onPaper({ waiting: null, module: 3 }));
    expect(lines).toContain('Pase al módulo 3');
    expect(lines.join()).not.toMatch(/Espera|antes/);
  });

  it.each([
    [0, 0, 'Enseguida'],
    [0, 5, 'Hasta 5 min'],
    [7, 7, '7 min'],
    [7, 12, '7-12 min'],
  ])('R8: a range of %i to %i minutes', (low, high, said) => {
    expect(textOf(onPaper({ waiting: { ahead: 1, wait: { low, high } } }))).toContain(`Espera aproximada: ${said}`);
  });

  it('R2: a copy says the same, and that it is one', () => {
    const [first, copy] = [onPaper(), onPaper({}, true)];
    expect(textOf(copy).filter((line) => line !== 'COPIA')).toEqual(textOf(first));
    expect(copy.lines.find(({ text }) => text === 'COPIA')).toMatchObject({ inverted: true, size: 1 });
    expect(copy.codes).toEqual(first.codes);
    expect(textOf(onPaper({ language: 'en' }, true))).toContain('COPY');
  });

  it('R2: without an address of its own there is no code, and no word of one', () => {
    const slip = onPaper({ page: null });
    expect(slip.codes).toEqual([]);
    expect(textOf(slip).join()).not.toContain('teléfono');
  });

  it('R13: what somebody wrote into a name is printed, never obeyed', () => {
    const slip = onPaper({ branchName: 'Centro\u001b@\u001dV\u0000\u0010\u0004\u0001 😀' });
    expect(textOf(slip)[0]).toMatch(/^Centro @ V/);
    expect(
      Buffer.from(encodeSlip({ ...CONTENT, queueName: '\u0010\u0004\u0001' }, WIDE, false)).includes(
        Buffer.from([0x10, 4]),
      ),
    ).toBe(false);
  });

  it('CONTRACT: the commands of the smallest slip, byte for byte', () => {
    const bytes = encodeSlip({ ...CONTENT, branchName: 'Ñ', waiting: null, page: null }, WIDE, false);
    const shown = [...bytes].map((byte) =>
      byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `<${byte.toString(16)}>`,
    );
    expect(shown.join('').replaceAll(/(<20>)+/g, ' ')).toMatchInlineSnapshot(
      `"<1b>@<1c>.<1b>M<0> <1b>E<1><1b>t<10><d1><1b>E<0><a><a> Su n<fa>mero es<a> <1b>E<1><1d>!wC05<1b>E<0><1d>!<0><a><a> <1d>!<11>Atenci<f3>n en Caja<1d>!<0><a><a><a> mi<e9>rcoles 18 de noviembre de 2026 10:05<a><a><a><a><a><a><1d>V<1><a>"`,
    );
  });
});

describe('the test page', () => {
  it.each([48, 42] as const)('shows letters, the whole line of %i, a code and the knife', (columns) => {
    const printer = { host: 'x', port: 9100, columns, codePage: 'cp858' as const };
    const at = { at: Date.parse('2026-11-18T13:05:00Z'), timeZone: 'America/Santiago' };
    const [page] = printedOn(encodeTestPage(printer, { branch: 'Sucursal Centro', device: 'Tótem entrada' }, at));
    const lines = textOf(page);
    expect(lines).toEqual(expect.arrayContaining(['Sucursal Centro', 'Página de prueba', 'Tótem entrada']));
    expect(lines).toContain('áéíóúüñ ÁÉÍÓÚÜÑ ¿? ¡! ºª «»');
    expect(lines).toContain('1234567890'.repeat(5).slice(0, columns));
    expect(page).toMatchObject({ cut: 'partial', codes: ['TICKETERO'] });
  });
});
