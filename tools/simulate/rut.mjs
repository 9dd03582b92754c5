/**
 * A RUT without separators: the number and its check digit (mod 11, factors 2 to 7 from the right).
 * @param {number} number
 */
export function rutDigits(number) {
  let sum = 0;
  let factor = 2;
  for (const digit of String(number).split('').reverse()) {
    sum += Number(digit) * factor;
    factor = factor === 7 ? 2 : factor + 1;
  }
  return `${number}${'0K987654321'[sum % 11]}`;
}

/**
 * @param {string} digits as `rutDigits` gives them
 * @param {'hyphen' | 'dots'} style 12345678-5 or 12.345.678-5
 */
export function formatRut(digits, style) {
  const body = digits.slice(0, -1);
  const shown = style === 'dots' ? body.replace(/\B(?=(\d{3})+$)/g, '.') : body;
  return `${shown}-${digits.slice(-1)}`;
}
