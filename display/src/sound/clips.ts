import type { Spoken } from './phrase';

/** Where clips come from, the bank's own recordings first. A set that lacks one of the words is not used for a sentence. */
const OURS = { folder: '/display/voice', ending: 'wav' } as const;
const BANKS = [
  { folder: '/brand/voice', ending: 'mp3' },
  { folder: '/brand/voice', ending: 'wav' },
] as const;
/** In every sentence: a set without it is no set. */
const PROOF = 'number';
/** A clip of a second takes 200 kB when it is decoded. What is said most stays. */
const KEPT = 80;

interface ClipSet {
  folder: string;
  ending: string;
}

/** The recorded words, fetched when they are first said and kept decoded. */
export class Clips {
  private readonly kept = new Map<string, AudioBuffer>();
  private readonly sets = new Map<Spoken, Promise<ClipSet[]>>();

  constructor(private readonly context: BaseAudioContext) {}

  /** The clips of a sentence, group by group; null when neither the bank nor we have all of them. Never throws. */
  async load(groups: readonly (readonly string[])[], language: Spoken): Promise<AudioBuffer[][] | null> {
    for (const set of await this.setsOf(language)) {
      const loaded = await Promise.all(
        groups.map((group) => Promise.all(group.map((name) => this.one(set, language, name)))),
      );
      if (loaded.every(isWhole)) return loaded;
    }
    return null;
  }

  forget(): void {
    this.kept.clear();
    this.sets.clear();
  }

  private setsOf(language: Spoken): Promise<ClipSet[]> {
    const known = this.sets.get(language);
    if (known) return known;
    const asked = this.ask(language);
    this.sets.set(language, asked);
    return asked;
  }

  private async ask(language: Spoken): Promise<ClipSet[]> {
    for (const set of BANKS) {
      if ((await this.one(set, language, PROOF)) !== null) return [set, OURS];
    }
    return [OURS];
  }

  private async one(set: ClipSet, language: Spoken, name: string): Promise<AudioBuffer | null> {
    const url = `${set.folder}/${language}/${name}.${set.ending}`;
    const kept = this.kept.get(url);
    const clip = kept ?? (await this.fetch(url));
    if (clip === null) return null;
    this.kept.delete(url); // to the end: the one that was not said for the longest time goes first
    this.kept.set(url, clip);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return clip;
  }

  private async fetch(url: string): Promise<AudioBuffer | null> {
    try {
      const response = await fetch(url);
      return response.ok ? await this.context.decodeAudioData(await response.arrayBuffer()) : null;
    } catch {
      return null; // no network, or something that is no sound
    }
  }
}

function isWhole(group: (AudioBuffer | null)[]): group is AudioBuffer[] {
  return group.every((clip) => clip !== null);
}
