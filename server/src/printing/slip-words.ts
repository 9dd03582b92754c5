import type { Language } from '@ticketero/contract';

/** What stands on a slip beside what the branch calls things. The same words as the kiosk's own slip. */
export interface SlipWords {
  locale: string;
  copy: string;
  number: string;
  preferential: string;
  ahead: string;
  wait: string;
  now: string;
  upTo: (minutes: number) => string;
  minutes: (low: number, high: number) => string;
  module: string;
  follow: string;
  foot: string;
}

export const SLIP_WORDS: Record<Language, SlipWords> = {
  es: {
    locale: 'es-CL',
    copy: 'COPIA',
    number: 'Su número es',
    preferential: 'Atención preferente',
    ahead: 'Personas antes que usted',
    wait: 'Espera aproximada',
    now: 'Enseguida',
    upTo: (minutes) => `Hasta ${minutes} min`,
    minutes: (low, high) => (low === high ? `${low} min` : `${low}-${high} min`),
    module: 'Pase al módulo',
    follow: 'Siga su turno en el teléfono',
    foot: 'Mire la pantalla de la sala.',
  },
  en: {
    locale: 'en-GB',
    copy: 'COPY',
    number: 'Your number is',
    preferential: 'Priority service',
    ahead: 'People before you',
    wait: 'Approximate wait',
    now: 'Right away',
    upTo: (minutes) => `Up to ${minutes} min`,
    minutes: (low, high) => (low === high ? `${low} min` : `${low}-${high} min`),
    module: 'Go to desk',
    follow: 'Follow your turn on your phone',
    foot: 'Please watch the screen in the hall.',
  },
};
