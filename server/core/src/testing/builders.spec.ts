import { aTicket, sameTicket } from './builders.js';

describe('two copies of a ticket', () => {
  const ticket = aTicket();

  it('R10: are the same while they say the same', () => {
    expect(sameTicket(ticket, { ...ticket })).toBe(true);
  });

  it.each(Object.keys(ticket))('R10: differ as soon as %s does', (field) => {
    expect(sameTicket(ticket, { ...ticket, [field]: 'another' })).toBe(false);
    expect(sameTicket({ ...ticket, [field]: 'another' }, ticket)).toBe(false);
  });
});
