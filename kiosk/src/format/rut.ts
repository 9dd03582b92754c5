/** The Chilean RUT: up to eight digits and a check character, which can be K (R3). Kept bare while typing: `12345678K`. */
const LONGEST = 9;

/** What was typed without dots, hyphen or anything else; K only as the last one, where a check digit can stand. */
export function cleanRut(typed: string): string {
  const bare = typed.toUpperCase().replace(/[^0-9K]/g, '');
  const k = bare.indexOf('K');
  const kept = k < 0 ? bare : k === 0 ? '' : bare.slice(0, k + 1);
  return kept.slice(0, LONGEST);
}

/** `123456789` → `12.345.678-9`. The last character is taken for the check digit, so the format settles while typing. */
export function formatRut(bare: string): string {
  if (bare.length < 2) return bare;
  const body = bare.slice(0, -1).replace(/\B(?=(\d{3})+$)/g, '.');
  return `${body}-${bare.slice(-1)}`;
}

/** Modulo 11 over the body, the weights 2 to 7 from the right. */
export function rutCheckDigit(body: string): string {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += Number(body[body.length - 1 - i]) * (2 + (i % 6));
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest);
}

export function isRut(bare: string): boolean {
  return /^\d{1,8}[0-9K]$/.test(bare) && rutCheckDigit(bare.slice(0, -1)) === bare.slice(-1);
}
