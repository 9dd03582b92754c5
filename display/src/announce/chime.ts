/** Two soft tones, a falling major third: heard across a hall without startling anybody who sits beneath the screen. */
const TONES = [
  { frequency: 783.99, at: 0 },
  { frequency: 622.25, at: 0.42 },
] as const;
const PEAK = 0.32;
const RING_SECONDS = 1.5;
/** A recall rings twice. Both together stay well under the four seconds that each call has for itself. */
const REPEAT_AFTER_SECONDS = 1.3;

export interface Chime {
  play(times: 1 | 2): void;
  /** Call from a touch or a key: the browser lets only a person start the sound. */
  unlock(): void;
  blocked(): boolean;
  subscribe(listener: () => void): () => void;
}

function tone(context: AudioContext, frequency: number, start: number): void {
  const volume = context.createGain();
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(PEAK, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + RING_SECONDS);
  volume.connect(context.destination);
  // The octave at a tenth of the volume gives the sine the colour of a bell.
  for (const [factor, share] of [
    [1, 1],
    [2, 0.1],
  ] as const) {
    const partial = context.createGain();
    partial.gain.value = share;
    const oscillator = context.createOscillator();
    oscillator.frequency.value = frequency * factor;
    oscillator.connect(partial).connect(volume);
    oscillator.start(start);
    oscillator.stop(start + RING_SECONDS);
  }
}

export function createChime(): Chime {
  const context = typeof AudioContext === 'undefined' ? null : new AudioContext();
  const resume = () => void context?.resume().catch(() => undefined);
  return {
    play(times) {
      if (!context) return;
      if (context.state !== 'running') {
        resume(); // a screen that slept: if it wakes, the next call is heard; an old one is not rung late
        return;
      }
      for (let round = 0; round < times; round += 1) {
        const start = context.currentTime + 0.03 + round * REPEAT_AFTER_SECONDS;
        for (const { frequency, at } of TONES) tone(context, frequency, start + at);
      }
    },
    unlock: resume,
    blocked: () => context !== null && context.state !== 'running',
    subscribe(listener) {
      context?.addEventListener('statechange', listener);
      return () => context?.removeEventListener('statechange', listener);
    },
  };
}
