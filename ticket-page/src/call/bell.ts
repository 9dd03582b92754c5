import { keep, kept } from '../kept';

/**
 * `none`: this browser has no sound. `off`: nobody asked for it. `blocked`: it was asked for, and the browser holds it
 * back until it is touched. `on`: it will sound.
 */
export type BellState = 'none' | 'off' | 'blocked' | 'on';

export interface Bell {
  state: () => BellState;
  subscribe: (listener: () => void) => () => void;
  /** Only in the handler of a gesture does the browser let it begin. Sounds once, so that the ear can tell. */
  switchOn: () => void;
  switchOff: () => void;
  /** Rings for a call. False: it could not. */
  ring: () => boolean;
}

const TEST = [{ frequency: 783.99, at: 0 }];
/** The lobby screen's two tones, and a third that rises: three times, over the noise of a street. */
const CALL = [0, 1.7, 3.4].flatMap((round) => [
  { frequency: 783.99, at: round },
  { frequency: 622.25, at: round + 0.3 },
  { frequency: 1046.5, at: round + 0.6 },
]);
const PEAK = 0.5;
const FADE_SECONDS = 0.9;

interface Tone {
  frequency: number;
  /** Seconds after the first. */
  at: number;
}

/** Made here, so that no file has to arrive over a bad network. */
function play(context: AudioContext, tones: Tone[]): void {
  for (const { frequency, at } of tones) {
    const start = context.currentTime + 0.05 + at;
    const volume = context.createGain();
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(PEAK, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + FADE_SECONDS);
    volume.connect(context.destination);
    // A triangle carries on the small speaker of a telephone, where a sine of this pitch is lost.
    const oscillator = context.createOscillator();
    oscillator.type = 'triangle';
    oscillator.frequency.value = frequency;
    oscillator.connect(volume);
    oscillator.start(start);
    oscillator.stop(start + FADE_SECONDS);
  }
}

const isRunning = (context: AudioContext) => context.state === 'running';

export function createBell(): Bell {
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => listener());
  let wanted = kept('sound') === 'on';
  let context: AudioContext | null = null;
  const opened = (): AudioContext => {
    if (context === null) {
      context = new AudioContext();
      context.addEventListener('statechange', changed);
    }
    return context;
  };
  const want = (on: boolean) => {
    wanted = on;
    keep('sound', on ? 'on' : 'off');
    changed();
  };

  return {
    state() {
      if (typeof AudioContext === 'undefined') return 'none';
      if (!wanted) return 'off';
      return context !== null && isRunning(context) ? 'on' : 'blocked';
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    switchOn() {
      const sounding = opened();
      want(true);
      // Refused, or never answered: the state says `blocked` all the time.
      void sounding.resume().then(
        () => isRunning(sounding) && play(sounding, TEST),
        () => undefined,
      );
    },
    switchOff() {
      // What is ringing stops as well.
      void context?.close();
      context = null;
      want(false);
    },
    ring() {
      if (!wanted || context === null || !isRunning(context)) return false;
      play(context, CALL);
      return true;
    },
  };
}
