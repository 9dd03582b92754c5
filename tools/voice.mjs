// @ts-check
// Makes the lobby's voice: one WAV file per word and language, in the folder that is given. Made once; after that only
// when the words or the synthesizer change. The display's build calls it.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import ESpeakNg from 'espeak-ng';

import { inRoot } from './lib/paths.mjs';
import { VOICES } from './lib/voice-words.mjs';
import { cutAtPauses, evenOut, readWav, writeWav } from './lib/wav.mjs';

/** Words a minute: a little slower than people talk. */
const SPEED = 140;
const PAUSE_MS = 700;
/** Shorter than the pause between two words, longer than any silence within one. */
const CUT_SECONDS = 0.45;
/** The start of the synthesizer takes longer than what it says: many words at once. */
const AT_ONCE = 50;

/**
 * @param {string} voice the synthesizer's name of it
 * @param {import('./lib/voice-words.mjs').Clip[]} clips
 */
async function speak(voice, clips) {
  const text = clips.map((clip) => `${clip.text}<break time="${PAUSE_MS}ms"/>`).join('\n');
  const speech = `<speak>${text}</speak>`;
  const synthesizer = await ESpeakNg({ arguments: ['-m', '-v', voice, '-s', String(SPEED), '-w', 'all.wav', speech] });
  const { samples, rate } = readWav(synthesizer.FS.readFile('all.wav'));
  const words = cutAtPauses(samples, rate, CUT_SECONDS);
  if (words.length !== clips.length) {
    throw new Error(`${voice}: ${clips.length} words were asked for, ${words.length} were heard`);
  }
  return words.map((word) => writeWav(evenOut(word, rate), rate));
}

/** What the clips depend on: whoever changes one of these hears new ones. */
function recipe() {
  const sources = ['tools/voice.mjs', 'tools/lib/voice-words.mjs', 'tools/lib/wav.mjs'];
  const hash = createHash('sha256');
  for (const file of [...sources, 'node_modules/espeak-ng/package.json']) hash.update(readFileSync(inRoot(file)));
  return hash.digest('hex');
}

/**
 * Makes all clips in `folder`, which holds nothing else: `<language>/<name>.wav`.
 * @param {string} folder
 */
export async function makeVoice(folder) {
  const label = join(folder, 'made-by.txt');
  const wanted = recipe();
  if (existsSync(label) && readFileSync(label, 'utf8') === wanted) return;
  rmSync(folder, { recursive: true, force: true });
  for (const [language, { voice, clips }] of Object.entries(VOICES)) {
    mkdirSync(join(folder, language), { recursive: true });
    for (let first = 0; first < clips.length; first += AT_ONCE) {
      const some = clips.slice(first, first + AT_ONCE);
      const files = await speak(voice, some);
      some.forEach(({ name }, i) => writeFileSync(join(folder, language, `${name}.wav`), files[i] ?? ''));
    }
  }
  writeFileSync(label, wanted); // last: a build that was cut short makes them anew
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  if (!folder) throw new Error('usage: node tools/voice.mjs <folder>');
  await makeVoice(resolve(folder));
}
