/** R3: dots, spaces and hyphens are how people write it; they are not part of it. K is upper case. */
export function normaliseNationalId(typed: string): string {
  return typed.replace(/[.\s-]/g, '').toUpperCase();
}

/** R3: 8 to 12 characters as typed, letters and digits with dots, spaces and hyphens between. */
export function isNationalId(typed: string): boolean {
  const text = typed.trim();
  if (text.length < 8 || text.length > 12 || !/^[0-9A-Za-z.\- ]+$/.test(text)) return false;
  return normaliseNationalId(text).length >= 6;
}

/** The Chilean check digit (mod 11) of the digits before it. */
export function rutCheckDigit(digits: string): string {
  let sum = 0;
  let factor = 2;
  for (let i = digits.length - 1; i >= 0; i--) {
    sum += Number(digits[i]) * factor;
    factor = factor === 7 ? 2 : factor + 1;
  }
  const rest = 11 - (sum % 11);
  return rest === 11 ? '0' : rest === 10 ? 'K' : String(rest);
}

/** Whether a normalised id is a RUT with the right check digit. */
export function isRut(normalised: string): boolean {
  const match = /^(\d{7,8})([\dK])$/.exec(normalised);
  return match !== null && rutCheckDigit(match[1] ?? '') === match[2];
}

/** R13: `•••••678-9`. Takes a normalised id. */
export function maskNationalId(normalised: string): string {
  const shown = normalised.slice(-4);
  return '•'.repeat(Math.max(0, normalised.length - 4)) + shown.slice(0, -1) + '-' + shown.slice(-1);
}
