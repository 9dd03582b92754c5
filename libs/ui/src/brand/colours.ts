import { contrast, CONTRAST_MIN, HEX_COLOUR, type Brand } from '@ticketero/contract';

import { queueToken } from '../queue-colour';

/** The darkest paper on which a colour of the bank is read: --ground of the light theme. */
const PAPER = '#eef2f6';
const STEP = 0.04;
const TINT = 0.1;
const STRONG = 0.28;

/** `share` of the second colour in the first. */
function mix(one: string, other: string, share: number): string {
  const part = (hex: string, at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  const mixed = [1, 3, 5].map((at) => Math.round(part(one, at) * (1 - share) + part(other, at) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** The colour itself, or as little darker as it must be to be read on every paper and not on white alone. */
export function readable(colour: string): string {
  let darker = colour;
  for (let share = STEP; contrast(darker, tintOf(darker)) < CONTRAST_MIN || contrast(darker, PAPER) < CONTRAST_MIN;) {
    darker = mix(colour, '#000000', share);
    share += STEP;
  }
  return darker;
}

const tintOf = (colour: string): string => mix('#ffffff', colour, TINT);

/** The custom properties of tokens.css that a bank's colours fill. A colour that is none is left out. */
export function brandProperties({ colours }: Pick<Brand, 'colours'>): Map<string, string> {
  const properties = new Map<string, string>();
  if (colours.brand !== null && HEX_COLOUR.test(colours.brand)) {
    const brand = readable(colours.brand);
    properties.set('--bank-brand', brand);
    properties.set('--bank-brand-strong', mix(brand, '#000000', STRONG));
    properties.set('--bank-brand-tint', tintOf(brand));
  }
  for (const [queueType, colour] of Object.entries(colours.queues)) {
    if (HEX_COLOUR.test(colour)) properties.set(`--bank-queue-${queueToken(queueType)}`, readable(colour));
  }
  return properties;
}
