import { followLinks } from './follow';

const LAN = 'http://192.168.1.20:3000';
const TELEGRAM = 'https://t.me/banco_bot?start=0f';
const waiting = { status: 'EN_ESPERA', telegramLink: TELEGRAM, telegramLinked: false, pageLink: '/t/0f' } as const;

describe('how a number can be followed on a phone', () => {
  it('is by Telegram after a scan, or on the page', () => {
    expect(followLinks(waiting, LAN)).toEqual({ telegram: TELEGRAM, linked: false, page: `${LAN}/t/0f` });
  });

  it('needs no scan for Telegram when the chat is known', () => {
    expect(followLinks({ ...waiting, telegramLinked: true }, LAN)).toMatchObject({ telegram: null, linked: true });
  });

  it('says nothing of Telegram when it is off, whatever was linked before', () => {
    const off = { ...waiting, telegramLink: null, telegramLinked: true };
    expect(followLinks(off, LAN)).toEqual({ telegram: null, linked: false, page: `${LAN}/t/0f` });
  });

  it.each([
    'http://localhost:3000',
    'http://kiosk.localhost',
    'http://127.0.0.1:3000',
    'http://127.1.2.3',
    'http://[::1]:3000',
  ])('is no page of %s, which is another machine for each phone', (origin) => {
    expect(followLinks(waiting, origin).page).toBeNull();
    expect(followLinks({ ...waiting, pageLink: 'https://turnos.banco.cl/t/0f' }, origin).page).toBe(
      'https://turnos.banco.cl/t/0f',
    );
  });

  it.each(['ATENDIENDO', 'COMPLETADO', 'CANCELADO', 'NO_ATENDIDO'] as const)('is nothing once it is %s', (status) => {
    expect(followLinks({ ...waiting, status }, LAN)).toEqual({ telegram: null, linked: false, page: null });
  });
});
