import { browserVoice, speak } from './browser-voice';
import { ring } from './chime';
import { Clips } from './clips';
import { phraseOf, type Said, type Spoken } from './phrase';
import { timelineOf } from './timeline';

/** Clips that are not there by then are not waited for: the number is on the screen already. */
const LOADED_WITHIN_MS = 2_500;
const BETWEEN_LANGUAGES_SECONDS = 0.5;
/** Long enough for the chime's last tone. */
const RING_OUT_MS = 400;
const FADE_SECONDS = 0.05;

export interface Order extends Said {
  /** In this order; none: the chime alone. */
  languages: readonly Spoken[];
  /** Others wait to be announced: asked when the first language has been spoken, and the next gives way. */
  othersWait: () => boolean;
  /** From 0 to 1. */
  volume: number;
  /** What a browser's own voice says where there are no clips. */
  textIn: (language: Spoken) => string;
}

/** Chime and voice on one audio context. One announcement at a time: a new one ends the one before. */
export class Sounder {
  private readonly context = typeof AudioContext === 'undefined' ? null : new AudioContext();
  private readonly clips = this.context && new Clips(this.context);
  private saying: AbortController | null = null;

  /** `closed` and `interrupted` count as suspended: no sound comes out. */
  state(): 'none' | 'suspended' | 'running' {
    if (!this.context) return 'none';
    return this.context.state === 'running' ? 'running' : 'suspended';
  }

  subscribe(listener: () => void): () => void {
    this.context?.addEventListener('statechange', listener);
    return () => this.context?.removeEventListener('statechange', listener);
  }

  /** From a touch or a key it always works; without one the browser may refuse, and then nothing changes. */
  unlock(): void {
    void this.context?.resume().catch(() => undefined);
  }

  /** The recordings may be others now. */
  forgetClips(): void {
    this.clips?.forget();
  }

  /** Fetches words that will be needed soon, so that the first call of the day is not late. */
  prepare(words: readonly string[], language: Spoken): void {
    void this.clips?.load([words], language);
  }

  /** Ends what is being said. */
  stop(): void {
    this.saying?.abort();
    this.saying = null;
  }

  /** Rings and speaks; resolves when it is silent again, at once where no sound is possible or wanted. Never throws. */
  async announce(order: Order): Promise<void> {
    this.stop();
    const { context, clips } = this;
    if (!context || !clips || order.volume <= 0) return;
    if (context.state !== 'running') {
      this.unlock(); // a screen that slept: if it wakes, the next call is heard; an old one is not rung late
      return;
    }
    const saying = new AbortController();
    this.saying = saying;
    const bus = busOf(context, order.volume, saying.signal);
    let free = ring(context, bus, context.currentTime + 0.03, order.recallCount > 0 ? 2 : 1);
    for (const [turn, language] of order.languages.entries()) {
      if (turn > 0) await until(context, free, saying.signal);
      if (turn > 0 && order.othersWait()) break;
      const groups = phraseOf(order, language);
      const loaded = groups && (await within(clips.load(groups, language), LOADED_WITHIN_MS));
      if (saying.signal.aborted) return;
      if (loaded) {
        const start = Math.max(free, context.currentTime + 0.02);
        free = start + play(context, bus, loaded, start);
      } else {
        const voice = browserVoice(language);
        if (!voice) continue;
        await until(context, free, saying.signal);
        if (!saying.signal.aborted) await speak(voice, order.textIn(language), order.volume, saying.signal);
        free = context.currentTime;
      }
      free += BETWEEN_LANGUAGES_SECONDS;
    }
    await until(context, free, saying.signal);
    await pause(RING_OUT_MS, saying.signal);
    if (!saying.signal.aborted) bus.disconnect();
  }
}

function play(context: BaseAudioContext, bus: AudioNode, groups: AudioBuffer[][], start: number): number {
  const { clips, seconds } = timelineOf(groups);
  for (const { clip, at } of clips) {
    const source = context.createBufferSource();
    source.buffer = clip;
    source.connect(bus);
    source.start(start + at);
  }
  return seconds;
}

/** All that one announcement sounds goes through it, so that one move silences it. */
function busOf(context: BaseAudioContext, volume: number, signal: AbortSignal): GainNode {
  const bus = context.createGain();
  bus.gain.value = volume;
  bus.connect(context.destination);
  signal.addEventListener('abort', () => {
    bus.gain.setTargetAtTime(0, context.currentTime, FADE_SECONDS / 3);
    setTimeout(() => bus.disconnect(), FADE_SECONDS * 2_000);
  });
  return bus;
}

function until(context: BaseAudioContext, seconds: number, signal: AbortSignal): Promise<void> {
  return pause(Math.max(0, seconds - context.currentTime) * 1_000, signal);
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    if (signal.aborted) return done();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}

function within<T>(promise: Promise<T>, ms: number): Promise<T | null> {
  return Promise.race([promise, new Promise<null>((done) => setTimeout(() => done(null), ms))]);
}
