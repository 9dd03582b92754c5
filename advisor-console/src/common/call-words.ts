/** The sentence that is stored with a call (R5) is Spanish; taken apart, it can be told in another language. */
export interface CallWords {
  waited: number;
  target: number;
  picked: boolean;
  reserved: boolean;
  preferential: boolean;
  /** `E03 (9 de 30)`, as it stands: a number and two figures. */
  over: { numero: string; waited: number; target: number }[];
}

const SENTENCE =
  /^\S+?(?: \((elegido a mano|reservado|preferencial)\))?: esperó (\d+) de (\d+) min, (?:no había nadie más|antes que (.+))$/;
const OTHER = /^(\S+) \((\d+) de (\d+)\)$/;

/** Null when the sentence is another than the one known here: then it is shown as it is. */
export function callWords(sentence: string): CallWords | null {
  const [, mark, waited, target, others] = SENTENCE.exec(sentence) ?? [];
  if (waited === undefined || target === undefined) return null;
  const over = [];
  for (const other of others?.split(', ') ?? []) {
    const [, numero, theirs, their] = OTHER.exec(other) ?? [];
    if (numero === undefined) return null;
    over.push({ numero, waited: Number(theirs), target: Number(their) });
  }
  return {
    waited: Number(waited),
    target: Number(target),
    picked: mark === 'elegido a mano',
    reserved: mark === 'reservado',
    preferential: mark === 'preferencial',
    over,
  };
}
