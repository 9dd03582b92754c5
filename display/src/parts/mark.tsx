import type { ReactNode } from 'react';

/** The product's sign: a ticket with its notches. Drawn with the text's colour. */
export function Mark(): ReactNode {
  return (
    <svg className="mark" viewBox="0 0 48 32" aria-hidden="true">
      <path d="M2 3h44v8.4a4.6 4.6 0 0 0 0 9.2V29H2v-8.4a4.6 4.6 0 0 0 0-9.2z" fill="currentColor" />
      <path d="M15 12h18M15 20h11" className="mark__lines" />
    </svg>
  );
}

export function Arrow(): ReactNode {
  return (
    <svg className="arrow" viewBox="0 0 32 24" aria-hidden="true">
      <path d="M2 12h26M18 3l10 9-10 9" />
    </svg>
  );
}

export function Check(): ReactNode {
  return (
    <svg className="check" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M4 12.5 9.5 18 20 7" />
    </svg>
  );
}
