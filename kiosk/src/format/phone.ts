export type PhoneFormat = 'CL' | 'INTL';

const CL_DIGITS = 9;
/** E.164. */
const INTL_DIGITS = 15;

/**
 * The digits to keep. In Chile a mobile number is 9 and eight more: who leaves the 9 out, or types the 56 that is
 * already on the screen, means the same number.
 */
export function cleanPhone(format: PhoneFormat, typed: string): string {
  const digits = typed.replace(/\D/g, '');
  if (format === 'INTL') return digits.replace(/^0+/, '').slice(0, INTL_DIGITS);
  const national = digits.length > CL_DIGITS && digits.startsWith('56') ? digits.slice(2) : digits;
  if (national === '') return '';
  return (national.startsWith('9') ? national : `9${national}`).slice(0, CL_DIGITS);
}

/** In groups, as people read a phone aloud; the country prefix stands before the field. */
export function formatPhone(format: PhoneFormat, digits: string): string {
  const groups = format === 'CL' ? /^(\d)(\d{0,4})(\d{0,4})$/ : /^(\d{0,2})(\d{0,3})(\d{0,3})(\d{0,3})(\d{0,4})$/;
  return (groups.exec(digits)?.slice(1) ?? []).filter(Boolean).join(' ');
}

export function phonePrefix(format: PhoneFormat): string {
  return format === 'CL' ? '+56' : '+';
}

/** As the server wants it: `+56912345678`. */
export function phoneToSend(format: PhoneFormat, digits: string): string {
  return `${phonePrefix(format)}${digits}`;
}

export type PhoneProblem = 'empty' | 'format';

export function phoneProblem(format: PhoneFormat, digits: string): PhoneProblem | null {
  if (digits === '') return 'empty';
  const good = format === 'CL' ? /^9\d{8}$/ : /^[1-9]\d{6,14}$/;
  return good.test(digits) ? null : 'format';
}
