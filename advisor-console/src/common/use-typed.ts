import { useEffect, useState } from 'react';

/** While somebody types nothing is asked. */
const PAUSE_MS = 300;

/** What stands in a field, and hands it on after a pause. `value` changed from outside replaces it. */
export function useTyped(value: string, tidy: (text: string) => string, onChange: (value: string) => void) {
  const [typed, setTyped] = useState(value);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTyped(value);
  }

  useEffect(() => {
    const wanted = tidy(typed);
    if (wanted === value) return;
    const timer = setTimeout(() => {
      setShown(wanted);
      onChange(wanted);
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
    };
    // New functions with each drawing: what counts is what was typed.
  }, [typed, value]);

  return { typed, setTyped };
}
