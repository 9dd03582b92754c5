/** A RUT with its dots; an id or a phone as a run of digits, with a check digit; a phone in groups. */
const PERSONAL = [
  /\d{1,3}(\.\d{3}){2}(\s?-?\s?[\dkK](?![\p{L}\d]))?/u,
  /\+\d([ .-]?\d){6,14}/,
  /\d{7,15}(-?[\dkK](?![\p{L}\d]))?/u,
  /(?<!\d)9[ -]\d{4}[ -]?\d{4}(?!\d)/,
];
const ANY_PERSONAL = new RegExp(PERSONAL.map(({ source }) => source).join('|'), 'gu');

/** R13: a text that somebody typed, without the ids and phones that can be told by their form. */
export function withoutPersonalData(text: string): string {
  return text.replace(ANY_PERSONAL, '•••');
}
