import type { Problem } from '@ticketero/contract';

/** What the server says of a refusal, in its two languages (R14). */
export type Said = Pick<Problem, 'mensaje' | 'detail'>;

/** Of a problem with fields: what is wrong with each of them. */
export function saidBy({ mensaje, detail, campos }: Problem): Said {
  return { mensaje: campos ? Object.values(campos).join(' ') : mensaje, detail };
}

/** In the language of the page. */
export const saidIn = (language: string, { mensaje, detail }: Said): string => (language === 'en' ? detail : mensaje);
