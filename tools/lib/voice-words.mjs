// @ts-check
// What the lobby's voice says, word by word. The names of the clips are the same in every language: a bank that records
// its own voice records these (docs/display.md, The voice).

/**
 * @typedef {object} Clip
 * @property {string} name of the file, without its ending
 * @property {string} text as it is spoken; a comma at the end keeps the voice up, since more follows
 */

const spaced = (/** @type {string} */ word) => word.replaceAll('_', ' ');

/**
 * @param {string} words one after another, a `_` for a space within one
 * @param {(index: number) => string} nameOf
 * @returns {Clip[]}
 */
const list = (words, nameOf) => words.split(' ').map((word, i) => ({ name: nameOf(i), text: `${spaced(word)},` }));

const LETTERS = (/** @type {number} */ i) => String.fromCharCode('a'.charCodeAt(0) + i);
const HUNDREDS = (/** @type {number} */ i) => String((i + 2) * 100);
const THOUSANDS = (/** @type {number} */ i) => String((i + 1) * 1_000);

/** The synthesizer reads these digits itself: whole numbers sound better than "treinta", "y", "ocho". */
const SMALL = Array.from({ length: 100 }, (_, number) => ({ name: String(number), text: `${number}.` }));

/** @type {Record<string, { voice: string, clips: Clip[] }>} */
export const VOICES = {
  es: {
    voice: 'es-419',
    clips: [
      { name: 'number', text: 'número,' },
      { name: 'module', text: 'módulo,' },
      { name: 'recall-1', text: 'segundo llamado.' },
      { name: 'recall-2', text: 'tercer llamado.' },
      { name: 'recall-3', text: 'cuarto llamado.' },
      { name: 'recall-more', text: 'llamado nuevamente.' },
      ...list(
        'a be ce de e efe ge hache i jota ka ele eme ene o pe cu erre ese te u uve doble_ve equis ye zeta',
        LETTERS,
      ),
      ...SMALL,
      { name: '100', text: 'cien.' },
      { name: '100-and', text: 'ciento,' },
      ...list(
        'doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos novecientos',
        HUNDREDS,
      ),
      ...list('mil dos_mil tres_mil cuatro_mil cinco_mil seis_mil siete_mil ocho_mil nueve_mil', THOUSANDS),
    ],
  },
  en: {
    voice: 'en-us',
    clips: [
      { name: 'number', text: 'number,' },
      { name: 'module', text: 'desk,' },
      { name: 'recall-1', text: 'second call.' },
      { name: 'recall-2', text: 'third call.' },
      { name: 'recall-3', text: 'fourth call.' },
      { name: 'recall-more', text: 'calling again.' },
      ...list(
        'ay bee see dee ee eff gee aitch eye jay kay el em en oh pee queue are ess tee you vee double_you ex why zee',
        LETTERS,
      ),
      ...SMALL,
      { name: '100', text: 'one hundred,' },
      ...list('two three four five six seven eight nine'.replaceAll(/\w+/g, '$&_hundred'), HUNDREDS),
      ...list('one two three four five six seven eight nine'.replaceAll(/\w+/g, '$&_thousand'), THOUSANDS),
    ],
  },
};
