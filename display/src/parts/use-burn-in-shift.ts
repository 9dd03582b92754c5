import { useEffect, useState } from 'react';

const EVERY_MS = 3 * 60_000;
const PIXELS = 2;
/** Around the middle, one step at a time: each edge of each glyph lights other pixels over half an hour. */
const PATH = [
  [0, 0],
  [1, 0],
  [1, 1],
  [0, 1],
  [-1, 1],
  [-1, 0],
  [-1, -1],
  [0, -1],
  [1, -1],
] as const;

/** A panel that shows the same grid all day keeps its shadow: the layout wanders by a pixel or two. */
export function useBurnInShift(): { x: number; y: number } {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setStep((before) => (before + 1) % PATH.length), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const [x, y] = PATH[step] ?? PATH[0];
  return { x: x * PIXELS, y: y * PIXELS };
}
