/** R14: a Chilean branch takes +56 and nine digits, any other an E.164 number. */
export function isPhone(text: string, format: 'CL' | 'INTL'): boolean {
  return format === 'CL' ? /^\+56\d{9}$/.test(text) : /^\+[1-9]\d{6,14}$/.test(text);
}
