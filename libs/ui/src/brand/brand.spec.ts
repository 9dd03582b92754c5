import { contrast, CONTRAST_MIN, type Brand } from '@ticketero/contract';
import i18next from 'i18next';

import { brandProperties, readable } from './colours';
import { queueAbout, queueName } from './queue-words';
import { currentBrand, setBrand } from './store';
import { mergeTexts } from './texts';

const usual = currentBrand();
const withQueues = (queues: Brand['queues']) => setBrand({ ...usual, queues });
afterEach(() => setBrand(usual));

describe('The bank’s colours', () => {
  it('WCAG: what has just enough contrast on white is darkened until it is read on every paper, and no other', () => {
    expect(readable('#0b4f8a')).toBe('#0b4f8a');
    const atTheEdge = '#767676'; // 4.54:1 on white
    expect(contrast(atTheEdge, '#ffffff')).toBeGreaterThan(CONTRAST_MIN);
    expect(contrast(atTheEdge, '#eef2f6')).toBeLessThan(CONTRAST_MIN);
    const { brand, tint } = propertiesOf(atTheEdge);
    for (const paper of ['#ffffff', '#eef2f6', tint]) expect(contrast(brand, paper)).toBeGreaterThan(CONTRAST_MIN);
  });

  it.each(['#e4002b', '#007a33', '#0033a0', '#5c068c', '#000000', '#b35900'])(
    'WCAG: %s and what becomes of it',
    (own) => {
      const { brand, strong, tint } = propertiesOf(own);
      expect(contrast('#ffffff', strong)).toBeGreaterThanOrEqual(contrast('#ffffff', brand));
      expect(contrast(brand, tint)).toBeGreaterThanOrEqual(CONTRAST_MIN);
      expect(contrast('#10233a', tint)).toBeGreaterThan(7);
    },
  );

  it('of queues, also one that the bank added; what is no colour is left out', () => {
    const queues = { CAJA: '#004a99', SEGUROS_1: '#5a2d82', EMPRESAS: 'red; x' };
    expect([...brandProperties({ colours: { brand: null, queues } })]).toEqual([
      ['--bank-queue-caja', '#004a99'],
      ['--bank-queue-seguros-1', '#5a2d82'],
    ]);
  });
});

function propertiesOf(colour: string): { brand: string; strong: string; tint: string } {
  const all = brandProperties({ colours: { brand: colour, queues: {} } });
  const of = (name: string) => all.get(name) ?? 'none';
  return { brand: of('--bank-brand'), strong: of('--bank-brand-strong'), tint: of('--bank-brand-tint') };
}

describe('What a queue is called', () => {
  const CAJA = { queueType: 'CAJA', displayName: 'Caja' };
  const RENAMED = { queueType: 'CAJA', displayName: 'Cajas y pagos' };
  const OWN = { queueType: 'SEGUROS', displayName: 'Seguros' };

  const inEach = (queue: Parameters<typeof queueName>[0]) =>
    ['es', 'en', 'eo'].map((language) => queueName(queue, language));

  it('without a word of the bank: our name for the usual ones, as long as they have it in Spanish, or its row', () => {
    expect(inEach(CAJA)).toEqual(['Caja', 'Teller', 'Caja']);
    expect(inEach(RENAMED)).toEqual(['Cajas y pagos', 'Cajas y pagos', 'Cajas y pagos']);
    expect(inEach({ ...CAJA, displayName: 'Empresas' })).toEqual(['Empresas', 'Empresas', 'Empresas']);
    expect(inEach(OWN)).toEqual(['Seguros', 'Seguros', 'Seguros']);
    expect([queueAbout(CAJA, 'en'), queueAbout(OWN, 'es')]).toEqual(['Deposits, withdrawals, payments', null]);
  });

  it('of which nobody knows the row: our name for it, or its code', () => {
    expect(inEach({ queueType: 'CAJA', displayName: null })).toEqual(['Caja', 'Teller', 'CAJA']);
    expect(inEach({ queueType: 'SEGUROS', displayName: null })).toEqual(['SEGUROS', 'SEGUROS', 'SEGUROS']);
  });

  it('the bank’s own text wins, in the languages in which it wrote one', () => {
    withQueues({
      CAJA: { name: { es: 'Ventanilla', eo: 'Caixa' }, about: { en: 'Cash' } },
      SEGUROS: { name: { en: 'Insurance' }, about: { es: 'Pólizas' } },
    });
    expect(inEach(CAJA)).toEqual(['Ventanilla', 'Teller', 'Caixa']);
    expect(inEach(RENAMED)).toEqual(['Ventanilla', 'Cajas y pagos', 'Caixa']);
    expect(queueName(OWN, 'en')).toBe('Insurance');
    expect([queueAbout(CAJA, 'en'), queueAbout(CAJA, 'es'), queueAbout(OWN, 'es')]).toEqual([
      'Cash',
      'Depósitos, giros y pagos',
      'Pólizas',
    ]);
  });
});

describe('The bank’s own texts', () => {
  it('stand in the place of ours, take no other text away, and give it back', () => {
    const i18n = i18next.createInstance();
    void i18n.init({
      lng: 'es',
      initAsync: false,
      resources: {
        es: { translation: { title: 'Hola', queues: { heading: '¿Qué necesita?', none: 'Nada' } } },
        en: { translation: { title: 'Hello' } },
      },
    });
    const own = { es: { title: 'Buenos días', 'queues.heading': '¿En qué le ayudamos?', queues: 'x', gone: 'x' } };
    mergeTexts(i18n, { kiosk: own, page: { en: { title: 'No' } } }, 'kiosk');
    expect([i18n.t('title'), i18n.t('queues.heading'), i18n.t('queues.none')]).toEqual([
      'Buenos días',
      '¿En qué le ayudamos?',
      'Nada',
    ]);
    expect([i18n.getFixedT('en')('title'), i18n.exists('gone')]).toEqual(['Hello', false]);
    mergeTexts(i18n, { kiosk: { es: { 'queues.none': 'Cerrado' } } }, 'kiosk');
    expect([i18n.t('title'), i18n.t('queues.heading'), i18n.t('queues.none')]).toEqual([
      'Hola',
      '¿Qué necesita?',
      'Cerrado',
    ]);
  });
});
