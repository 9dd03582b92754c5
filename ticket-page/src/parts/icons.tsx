import type { ReactNode } from 'react';

/** Line icons that say again what a text beside them says; screen readers pass over them. */
const SHAPES = {
  ticket: (
    <path d="M5 6h14a2 2 0 0 1 2 2v2a2 2 0 0 0 0 4v2a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2v-2a2 2 0 0 0 0-4V8a2 2 0 0 1 2-2Zm9 1v2m0 2v2m0 2v2" />
  ),
  people: (
    <path d="M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 8a6.5 6.5 0 0 1 13 0M15.5 4.8a3.5 3.5 0 0 1 0 6.4m2.5 2.6a6.5 6.5 0 0 1 3.5 5.7" />
  ),
  clock: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5l3.5 2" />,
  check: <path d="m5 12.5 4.5 4.5L19 7.5" />,
  cross: <path d="m6.5 6.5 11 11m0-11-11 11" />,
  heart: <path d="M12 20s-8-4.7-8-10.5A4.5 4.5 0 0 1 12 7a4.5 4.5 0 0 1 8 2.5C20 15.3 12 20 12 20Z" />,
  offline: (
    <path d="m3 3 18 18M8.5 15.5a5 5 0 0 1 5-1.2m2 1.2-.6-.5M5 12a10 10 0 0 1 4.6-2.6M19 12a10 10 0 0 0-5.8-2.9M2 8.5a15 15 0 0 1 4.6-2.9M22 8.5A15 15 0 0 0 10.6 5M12 19.5v.01" />
  ),
  soundOn: <path d="M4 9.5v5h3.5L12 19V5L7.5 9.5H4Zm12-.5a4.5 4.5 0 0 1 0 6m2.5-8.5a8.5 8.5 0 0 1 0 11" />,
  soundOff: <path d="M4 9.5v5h3.5L12 19V5L7.5 9.5H4Zm12 0 5 5m0-5-5 5" />,
  send: <path d="m21 4-9.5 16-2-7L3 9.5 21 4Zm0 0L9.5 13" />,
  search: <path d="M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 4.5 4.5" />,
  desk: <path d="M12 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6.5 6a6.5 6.5 0 0 1 13 0M3 20h18" />,
  walk: <path d="M5 12h13m-5.5-6 6 6-6 6" />,
  door: <path d="M6 20V5a1 1 0 0 1 1-1h10a1 1 0 0 1 1 1v15M3 20h18m-7-8v.01" />,
  look: <path d="M3 18 8 6l5 12M4.700 14h6.600M14.500 18l3-7.500 3 7.500m-5-2.500h4" />,
  contrast: <path d="M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-18v18m3-17.500v17m3-14.500v12" />,
  back: <path d="M4.500 9h10a5 5 0 0 1 0 10H9M4.500 9 9 4.500M4.500 9 9 13.500" />,
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof SHAPES;

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      className={className ? `icon ${className}` : 'icon'}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {SHAPES[name]}
    </svg>
  );
}
