import { useEffect, useState } from 'react';

const EVERY_MS = 3 * 60_000;
const PIXELS = 2;
/** A closed screen stands still all night, and has room. */
const CLOSED_PIXELS = 12;
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

/** A panel that shows the same grid all day keeps its shadow: the layout wanders by a pixel or two, at night by more. */
export function useBurnInShift(closed: boolean): { x: number; y: number } {
  const [step, setStep] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setStep((before) => (before + 1) % PATH.length), EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const [x, y] = PATH[step] ?? PATH[0];
  const pixels = closed ? CLOSED_PIXELS : PIXELS;
  return { x: x * pixels, y: y * pixels };
}
