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

/** What may call an advisor back to the screen: each person's own choice, also at a desk that several use. */
export interface Alerting {
  sound: boolean;
  /** On the desktop, while the console is not looked at. */
  notice: boolean;
}

export const keptAlerting = (userId: number): Alerting => ({
  sound: read(`sound.${String(userId)}`) !== 'off',
  notice: read(`notice.${String(userId)}`) === 'on',
});
export const keepAlerting = (userId: number, { sound, notice }: Alerting): void => {
  write(`sound.${String(userId)}`, sound ? 'on' : 'off');
  write(`notice.${String(userId)}`, notice ? 'on' : 'off');
};

/** What a tab that was looked at, or that gave the command, has noticed: the others of this browser stay quiet. */
export const keptNoticed = (): string | null => read('noticed');
export const keepNoticed = (key: string): void => {
  write('noticed', key);
};

export function keptModule(advisorId: number): number | null {
  const kept = Number(read(`module.${String(advisorId)}`));
  return Number.isInteger(kept) && kept > 0 ? kept : null;
}
export const keepModule = (advisorId: number, moduleNumber: number): void => {
  write(`module.${String(advisorId)}`, String(moduleNumber));
};
