let context: AudioContext | undefined;

/**
 * Browsers let a page make sound only after a gesture: the first key or press anywhere on it is one. Resolves when it can,
 * which takes a moment.
 */
export async function readyChime(): Promise<void> {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  if (context.state === 'suspended') await context.resume();
}

/** Two soft notes: somebody is there. Made here, so no file and no service can fail. */
export function chime(): void {
  if (context?.state !== 'running') return;
  const start = context.currentTime;
  [659.25, 880].forEach((frequency, index) => {
    if (!context) return;
    const at = start + index * 0.16;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0, at);
    gain.gain.linearRampToValueAtTime(0.14, at + 0.02);
    gain.gain.exponentialRampToValueAtTime(0.001, at + 0.5);
    const note = context.createOscillator();
    note.frequency.value = frequency;
    note.connect(gain).connect(context.destination);
    note.start(at);
    note.stop(at + 0.55);
  });
}
