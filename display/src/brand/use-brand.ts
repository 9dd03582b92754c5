import { useEffect, useState } from 'react';

import type { Brand } from '@ticketero/contract';

/** The screen does without rather than wait for longer. */
const TIMEOUT_MS = 3_000;

/** The bank's own look as it stands at the server; null when there is none, or no answer. */
export async function fetchBrand(): Promise<Brand | null> {
  try {
    const response = await fetch('/brand/brand.json', { cache: 'no-cache', signal: AbortSignal.timeout(TIMEOUT_MS) });
    return response.ok ? ((await response.json()) as Brand) : null;
  } catch {
    return null;
  }
}

/** Asked once, undefined until the answer: a screen that sees another version loads itself anew. */
export function useBrand(): Brand | null | undefined {
  const [brand, setBrand] = useState<Brand | null>();
  useEffect(() => {
    let gone = false;
    void fetchBrand().then((answer) => {
      if (!gone) setBrand(answer);
    });
    return () => {
      gone = true;
    };
  }, []);
  return brand;
}
