/** Small choices that stay with this browser; a browser that forbids storage just forgets them. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(`ticketero.console.${key}`);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(`ticketero.console.${key}`, value);
  } catch {
    // Nothing depends on it.
  }
}

export const keptLanguage = (): string => (read('language') === 'en' ? 'en' : 'es');
export const keepLanguage = (language: string): void => {
  write('language', language);
};

export const keptSound = (): boolean => read('sound') !== 'off';
export const keepSound = (on: boolean): void => {
  write('sound', on ? 'on' : 'off');
};

export function keptModule(advisorId: number): number | null {
  const kept = Number(read(`module.${String(advisorId)}`));
  return Number.isInteger(kept) && kept > 0 ? kept : null;
}
export const keepModule = (advisorId: number, moduleNumber: number): void => {
  write(`module.${String(advisorId)}`, String(moduleNumber));
};
