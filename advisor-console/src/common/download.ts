import type { Said } from './said';

/** Asks for a file with the bearer token, which a plain link cannot carry. Tells how many bytes have come. */
export interface Download {
  blob: Blob;
  name: string | null;
}

/** The server said no. `said`: in its own words, if it gave any. */
export class DownloadRefused extends Error {
  constructor(
    readonly status: number,
    readonly said: Said | null,
  ) {
    super(`refused: ${String(status)}`);
    this.name = 'DownloadRefused';
  }
}

export interface DownloadOptions {
  token: () => string | null;
  /** True: there is a new token. */
  renew: () => Promise<boolean>;
  signal: AbortSignal;
  onBytes: (bytes: number) => void;
}

/** Throws DownloadRefused; whatever fetch throws when the network is gone or the signal was given. */
export async function download(path: string, options: DownloadOptions): Promise<Download> {
  const ask = () =>
    fetch(path, {
      headers: { authorization: `Bearer ${options.token() ?? ''}` },
      credentials: 'same-origin',
      cache: 'no-store',
      signal: options.signal,
    });
  let response = await ask();
  if (response.status === 401 && (await options.renew())) response = await ask();
  if (!response.ok || response.body === null) throw new DownloadRefused(response.status, await saidOf(response));
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  const reader = response.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.byteLength;
    options.onBytes(bytes);
  }
  const type = response.headers.get('content-type') ?? 'text/csv';
  return { blob: new Blob(parts, { type }), name: nameOf(response.headers.get('content-disposition')) };
}

async function saidOf(response: Response): Promise<Said | null> {
  try {
    const { mensaje, detail } = (await response.json()) as Partial<Record<keyof Said, unknown>>;
    return typeof mensaje === 'string' && typeof detail === 'string' ? { mensaje, detail } : null;
  } catch {
    return null;
  }
}

/** From `attachment; filename="auditoria-CENTRO-2026-11-20.csv"`. */
export function nameOf(disposition: string | null): string | null {
  return /filename="([^"]+)"/.exec(disposition ?? '')?.[1] ?? null;
}

/** Hands it to the browser, as if a link to it had been followed. */
export function save({ blob, name }: Download, otherwise: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name ?? otherwise;
  link.click();
  // Not in this turn: the browser has only begun to read it.
  setTimeout(() => {
    URL.revokeObjectURL(url);
  }, 60_000);
}

/** `812 kB`, `3,4 MB`. */
export function bytesWords(bytes: number, language: string): string {
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  const digits = unit === 'MB' ? 1 : 0;
  const format = new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
  return `${format.format(value)} ${unit}`;
}
