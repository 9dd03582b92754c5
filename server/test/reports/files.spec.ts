import readExcel from 'read-excel-file/node';

import { openBranch, type TestBranch } from '../support/branch.js';
import { signIn, type Answer, type TestClient } from '../support/client.js';
import { rows } from '../support/rows.js';

const MINUTE = 60_000;

describe('reports as files', () => {
  let branch: TestBranch;
  let supervisor: TestClient;
  const file = (path: string) => supervisor.send('GET', `/api/admin/reports${path}`);

  /** Two are served in 10 and 11.5 minutes after 0 and 12; one goes away; one still waits. */
  beforeAll(async () => {
    branch = await openBranch();
    const { clock, url } = branch.test;
    await rows(branch.test, `update advisor set name = '=HYPERLINK("http://x";"María")' where email like 'maria%'`);
    await rows(branch.test, `update queue set display_name = '@SUM(1;1)' where queue_type = 'CAJA'`);
    const maria = await branch.ready('maria.gonzalez');
    await branch.issue();
    clock.advance(2 * MINUTE);
    await branch.issue();
    const gone = await branch.issue();
    clock.advance(8 * MINUTE);
    await maria.send('POST', '/api/advisor/current/complete', {});
    await branch.test.turn('assignment');
    await cancelledByStaff(gone['codigoReferencia']);
    clock.advance(11.5 * MINUTE);
    await maria.send('POST', '/api/advisor/current/complete', {});
    await maria.send('PUT', '/api/advisor/status', { status: 'OFFLINE', reason: 'PAUSA' });
    await branch.issue('GERENCIA');
    supervisor = await signIn(url, 'supervisor');
  });
  afterAll(() => branch.test.close());

  async function cancelledByStaff(reference: string): Promise<void> {
    await (
      await signIn(branch.test.url, 'supervisor')
    ).send('POST', `/api/admin/tickets/${reference}/cancel`, { reason: 'x' });
  }

  it('REPORTS: CSV: `;`, a mark for the accents, a comma in decimals, the whole in the last line', async () => {
    const { headers, body } = await file('/csv?by=day');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="informe-day-CENTRO-2026-10-20-2026-11-18.csv"',
    );
    expect(body.charCodeAt(0)).toBe(0xfeff);
    const [header, day, total, end] = body.slice(1).split('\r\n');
    expect(header).toMatch(
      /^Día;Emitidos;Atendidos;No se presentaron;Se fueron;Cancelados;Llamados;Espera media \(min\);/,
    );
    expect(day).toMatch(/^2026-11-18;4;2;0;0;1;2;4;0;8;8;8;10,75;10;12;12;12;1;/);
    expect(total).toBe(day.replace('2026-11-18', 'Total'));
    expect(end).toBe('');
  });

  it('REPORTS: no name is a formula: in CSV an apostrophe makes it text, in a workbook its type', async () => {
    const { body: csv } = await file('/csv?by=advisor');
    expect(csv).toContain(`;"'=HYPERLINK(""http://x"";""María"")";`);
    expect(csv).toMatch(/none;Sin llamar;/);
    const { body: queues } = await file('/csv?by=queue');
    expect(queues).toContain(`CAJA;"'@SUM(1;1)";`);
    const { body: xlsx } = await file('/xlsx?by=advisor');
    const [sheet] = await readExcel(xlsx as Buffer);
    expect(sheet?.data[1]?.[1]).toBe('=HYPERLINK("http://x";"María")');
  });

  it.each([
    ['es', ['Informe', 'Acerca de'], ['Día', 'Emitidos', 'Atendidos'], 'Ocupación'],
    ['en', ['Report', 'About'], ['Day', 'Issued', 'Served'], 'Occupancy'],
  ])('REPORTS: XLSX in %s: a sheet for each table, numbers as numbers', async (language, names, first, last) => {
    const { headers, body } = await file(`/xlsx?by=day&language=${language}`);
    expect(headers.get('content-type')).toBe('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    expect(headers.get('content-disposition')).toContain('informe-day-CENTRO-2026-10-20-2026-11-18.xlsx');
    const sheets = await readExcel(body as Buffer);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(names);
    const [header, day, total] = sheets[0]!.data;
    expect(header?.slice(0, 3)).toEqual(first);
    expect(header?.at(-1)).toBe(last);
    expect(day?.slice(0, 17)).toEqual(['2026-11-18', 4, 2, 0, 0, 1, 2, 4, 0, 8, 8, 8, 10.75, 10, 12, 12, 12]);
    expect(total?.[1]).toBe(4);
    expect(sheets[1]!.data.map(([, value]) => value)).toContain('CENTRO');
  });

  it('REPORTS: arrivals as a map and as a list', async () => {
    const { body: csv } = await file('/arrivals/csv?language=en');
    expect(csv.slice(1).split('\r\n')).toEqual(['Weekday;Hour;Issued;Days;Mean per day', 'Wednesday;10:00;4;1;4', '']);
    const { body: xlsx } = await file('/arrivals/xlsx');
    const [map, list] = await readExcel(xlsx as Buffer);
    expect([map?.sheet, list?.sheet]).toEqual(['Llegadas por hora', 'Llegadas']);
    expect(map?.data).toEqual([
      ['Hora', 'Lunes', 'Martes', 'Miércoles', 'Jueves', 'Viernes', 'Sábado', 'Domingo'],
      ['10:00', null, null, 4, null, null, null, null],
    ]);
  });

  it('R14: what cannot be asked is refused and says why', async () => {
    const told = async (query: string): Promise<unknown> => {
      const { status, body }: Answer = await file(`?${query}`);
      return [status, body.error, body.campos ?? body.colasDisponibles];
    };
    expect(await told('from=2026-02-30')).toEqual([400, 'VALIDACION_FALLIDA', { from: 'No es un día: AAAA-MM-DD' }]);
    expect(await told('from=2026-11-18&to=2026-11-17')).toEqual([
      400,
      'VALIDACION_FALLIDA',
      { from: expect.any(String) },
    ]);
    expect(await told('from=2020-01-01&to=2026-11-17')).toEqual([
      400,
      'VALIDACION_FALLIDA',
      { from: expect.stringContaining('1100') },
    ]);
    expect(await told('by=year')).toEqual([400, 'VALIDACION_FALLIDA', { by: expect.any(String) }]);
    expect(await told('queueType=NADA')).toEqual([404, 'COLA_NO_ENCONTRADA', expect.arrayContaining(['CAJA'])]);
    expect(await told('advisorId=999')).toEqual([404, 'ASESOR_NO_ENCONTRADO', undefined]);
    expect(await told('branchOffice=NADA')).toEqual([404, 'SUCURSAL_NO_ENCONTRADA', undefined]);
  });
});
