// @ts-check
// The sound of one spoken clip, as 16-bit samples of one channel.

const HEADER_BYTES = 44;

/**
 * The samples of a WAV file and how many there are in a second. Throws when it is not 16-bit mono PCM.
 * @param {Uint8Array} file
 * @returns {{ samples: Int16Array, rate: number }}
 */
export function readWav(file) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const tag = String.fromCharCode(...file.subarray(0, 4), ...file.subarray(36, 40));
  const plain = view.getUint16(20, true) === 1 && view.getUint16(22, true) === 1 && view.getUint16(34, true) === 16;
  if (tag !== 'RIFFdata' || !plain) throw new Error('not a WAV file of 16 bits and one channel');
  const samples = new Int16Array((file.byteLength - HEADER_BYTES) >> 1);
  for (let i = 0; i < samples.length; i += 1) samples[i] = view.getInt16(HEADER_BYTES + 2 * i, true);
  return { samples, rate: view.getUint32(24, true) };
}

/**
 * A WAV file of 16-bit mono PCM.
 * @param {Int16Array} samples
 * @param {number} rate samples in a second
 */
export function writeWav(samples, rate) {
  const file = new Uint8Array(HEADER_BYTES + 2 * samples.length);
  const view = new DataView(file.buffer);
  const text = (/** @type {number} */ at, /** @type {string} */ tag) =>
    [...tag].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, file.byteLength - 8, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, i) => view.setInt16(HEADER_BYTES + 2 * i, sample, true));
  return file;
}

/** Quieter than this is silence; full scale is 32,768. */
const SILENT_BELOW = 48;

/**
 * Cuts a recording at its pauses: what sounds between two silences of at least `pauseSeconds`, without them.
 * @param {Int16Array} samples
 * @param {number} rate
 * @param {number} pauseSeconds
 * @returns {Int16Array[]}
 */
export function cutAtPauses(samples, rate, pauseSeconds) {
  const pause = Math.round(pauseSeconds * rate);
  /** @type {Int16Array[]} */
  const parts = [];
  let first = -1;
  let last = -1;
  for (let i = 0; i < samples.length; i += 1) {
    if (Math.abs(samples[i] ?? 0) < SILENT_BELOW) continue;
    if (first >= 0 && i - last >= pause) {
      parts.push(samples.slice(first, last + 1));
      first = i;
    }
    if (first < 0) first = i;
    last = i;
  }
  if (first >= 0) parts.push(samples.slice(first, last + 1));
  return parts;
}

/** Loud over a hall, and every word as loud as the next: -17 dB of full scale, no peak above -1 dB. */
const LOUDNESS = 32_767 * 10 ** (-17 / 20);
const PEAK = 32_767 * 10 ** (-1 / 20);
const FADE_SECONDS = 0.006;

/**
 * The same word at the loudness of all, with soft edges: a cut in the middle of a wave is heard as a click.
 * @param {Int16Array} samples
 * @param {number} rate
 */
export function evenOut(samples, rate) {
  const power = samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length;
  const highest = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 1);
  const gain = Math.min(LOUDNESS / Math.sqrt(power), PEAK / highest);
  const fade = Math.round(FADE_SECONDS * rate);
  return samples.map((sample, i) => {
    const edge = Math.min(1, (i + 1) / fade, (samples.length - i) / fade);
    return Math.round(sample * gain * edge);
  });
}
