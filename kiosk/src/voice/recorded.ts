/** The lobby's recorded words, made with the build: they speak where the machine has no voice of its own. */
const FOLDER = '/display/voice';
/** In every set. */
const PROOF = 'number';

const known = new Map<string, Promise<boolean>>();
let playing: HTMLAudioElement | null = null;

/** There are words of this language. Asked once; a server out of reach is asked again. */
export function hasRecorded(language: string): Promise<boolean> {
  const before = known.get(language);
  if (before) return before;
  const asked = fetch(addressOf(language, PROOF), { method: 'HEAD' }).then(
    ({ ok }) => ok,
    () => {
      known.delete(language);
      return false;
    },
  );
  known.set(language, asked);
  return asked;
}

/** Says one word after the other, and nothing of what was being said before. */
export function sayRecorded(language: string, words: string[]): void {
  hushRecorded();
  const clips = words.map((word) => new Audio(addressOf(language, word)));
  clips.forEach((clip, i) => clip.addEventListener('ended', () => clip === playing && begin(clips[i + 1])));
  begin(clips[0]);
}

export function hushRecorded(): void {
  playing?.pause();
  playing = null;
}

function begin(clip: HTMLAudioElement | undefined): void {
  playing = clip ?? null;
  // A browser that is not allowed to sound shows the number all the same.
  void clip?.play().catch(() => undefined);
}

const addressOf = (language: string, word: string) => `${FOLDER}/${language}/${word}.wav`;
