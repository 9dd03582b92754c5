/** The languages in which the lobby can speak. */
export type Spoken = 'es' | 'en';

export interface Said {
  numero: string;
  moduleNumber: number;
  /** 0 for the first call, else which recall it is. */
  recallCount: number;
}

const NUMERO = /^([A-Z])(\d{1,4})$/;
const RECALLS_WITH_A_WORD = 3;

/**
 * What is said of a call, as groups of clips with a breath between them: "second call", "number C twelve", "desk three".
 * Null when a part of it has no clips: half a number is worse than none.
 */
export function phraseOf(said: Said, language: Spoken): string[][] | null {
  const [, letter, digits] = NUMERO.exec(said.numero) ?? [];
  const desk = numberClips(said.moduleNumber, language);
  if (letter === undefined || digits === undefined || desk === null) return null;
  const number = numberClips(Number(digits), language);
  if (number === null) return null;
  const groups = [
    ['number', letter.toLowerCase(), ...number],
    ['module', ...desk],
  ];
  return said.recallCount > 0 ? [[recallClip(said.recallCount)], ...groups] : groups;
}

/** A whole number from 0 to 9999, as clips; null beyond. */
export function numberClips(number: number, language: Spoken): string[] | null {
  if (!Number.isInteger(number) || number < 0 || number > 9_999) return null;
  const thousands = number - (number % 1_000);
  const rest = number % 1_000;
  if (thousands === 0) return belowThousand(rest, language);
  return [String(thousands), ...(rest === 0 ? [] : belowThousand(rest, language))];
}

function belowThousand(number: number, language: Spoken): string[] {
  const rest = number % 100;
  const hundreds = String(number - rest);
  if (number < 100) return [String(number)];
  if (rest === 0) return [hundreds];
  // "Cien" alone, and "ciento" with anything behind it.
  return [hundreds === '100' && language === 'es' ? '100-and' : hundreds, String(rest)];
}

function recallClip(recallCount: number): string {
  return recallCount <= RECALLS_WITH_A_WORD ? `recall-${recallCount}` : 'recall-more';
}
