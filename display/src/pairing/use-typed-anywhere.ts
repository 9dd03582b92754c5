import { useEffect } from 'react';

/** Nobody looks for the focus on a television: digits count wherever they are typed. */
export function useTypedAnywhere(keys: { onDigit: (digit: string) => void; onErase: () => void }): void {
  useEffect(() => {
    const typed = (event: KeyboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.ctrlKey || event.metaKey || event.altKey) return;
      if (/^\d$/.test(event.key)) keys.onDigit(event.key);
      else if (event.key === 'Backspace') keys.onErase();
    };
    addEventListener('keydown', typed);
    return () => removeEventListener('keydown', typed);
  });
}
