/** Two soft tones, a falling major third: heard across a hall without startling anybody who sits beneath the screen. */
const TONES = [
  { frequency: 783.99, at: 0 },
  { frequency: 622.25, at: 0.42 },
] as const;
const PEAK = 0.32;
const RING_SECONDS = 1.5;
/** A recall rings twice. */
const REPEAT_AFTER_SECONDS = 1.3;
/** The last tone still rings softly when the voice begins. */
const VOICE_AFTER_SECONDS = 1.15;

/** Rings `times` from `start` (the context's clock) and returns when the voice may begin. */
export function ring(context: BaseAudioContext, bus: AudioNode, start: number, times: 1 | 2): number {
  for (let round = 0; round < times; round += 1) {
    for (const { frequency, at } of TONES) tone(context, bus, frequency, start + round * REPEAT_AFTER_SECONDS + at);
  }
  return start + (times - 1) * REPEAT_AFTER_SECONDS + VOICE_AFTER_SECONDS;
}

function tone(context: BaseAudioContext, bus: AudioNode, frequency: number, start: number): void {
  const volume = context.createGain();
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(PEAK, start + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.0001, start + RING_SECONDS);
  volume.connect(bus);
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
