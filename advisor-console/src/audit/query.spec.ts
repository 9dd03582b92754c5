import { everything, filtersOf, isNarrow, isStory, readQuery, writeQuery } from './query';

const TODAY = '2026-11-20';
const read = (text: string) => readQuery(text, TODAY);

describe('the address of a view of the log', () => {
  it('is today and everything when it says nothing', () => {
    expect(read('')).toEqual(everything(TODAY));
    expect(writeQuery(everything(TODAY), TODAY)).toBe('#/audit');
  });

  it('names a ticket and its day', () => {
    const query = read('ticket=c05&date=2026-11-18');
    expect(query).toMatchObject({ ticket: 'C05', from: '2026-11-18', to: '2026-11-18' });
    expect(writeQuery(query, TODAY)).toBe('#/audit?ticket=C05&date=2026-11-18');
    expect(isStory(query)).toBe(true);
  });

  it.each([
    'ticket=C05',
    'advisor=3&event=TICKET_ASIGNADO&from=2026-11-01&to=2026-11-20',
    'actor=KIOSK%3AKiosko+1&entity=DEVICE&date=2026-11-19',
    'entity=USER&entityId=6&from=2026-11-01&to=2026-11-20',
    'id=1048576',
    'id=12&branch=BANCO',
  ])('%s comes back as it was', (text) => {
    expect(writeQuery(read(text), TODAY)).toBe(`#/audit?${text}`);
  });

  it('leaves out what makes no sense, and puts days in their order', () => {
    expect(read('event=NADA&advisor=x&entity=TICKETS&date=ayer&id=-1&entityId=6')).toEqual(everything(TODAY));
    expect(read('from=2026-11-19&to=2026-11-02')).toMatchObject({ from: '2026-11-02', to: '2026-11-19' });
    expect(read('from=2026-11-02')).toMatchObject({ from: '2026-11-02', to: TODAY });
    expect(read('to=2026-11-02')).toMatchObject({ from: '2026-11-02', to: '2026-11-02' });
    expect(read('date=2026-11-30')).toMatchObject({ from: '2026-11-30', to: '2026-11-30' });
    expect(read('from=2026-11-30')).toMatchObject({ from: '2026-11-30', to: '2026-11-30' });
  });
});

describe('what the server is asked', () => {
  it('is the same for the search and the export', () => {
    expect(filtersOf(read('ticket=C05&date=2026-11-18'))).toBe(
      'entityIdentifier=C05&startDate=2026-11-18&endDate=2026-11-18&order=asc',
    );
    expect(filtersOf(read('advisor=3&event=TICKET_ASIGNADO&actor=SISTEMA&entity=TICKET'))).toBe(
      `advisorId=3&actor=SISTEMA&eventType=TICKET_ASIGNADO&entityType=TICKET&startDate=${TODAY}&endDate=${TODAY}`,
    );
    expect(filtersOf(read('id=42&ticket=C05'))).toBe('id=42');
    expect(filtersOf(read('id=42&branch=banco'))).toBe('id=42&branchOffice=BANCO');
  });

  it('is narrow with anything but days', () => {
    expect(isNarrow(read('date=2026-11-18'))).toBe(false);
    for (const text of ['ticket=C1', 'advisor=1', 'actor=x', 'event=TICKET_CREADO', 'entity=USER', 'id=4']) {
      expect(isNarrow(read(text))).toBe(true);
    }
  });
});
