import { queueColour } from '@ticketero/ui';
import type { CSSProperties } from 'react';

export function colourOf(queueType: string): CSSProperties {
  return { '--queue': queueColour(queueType) } as CSSProperties;
}
