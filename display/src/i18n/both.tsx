import type { ReactNode } from 'react';

import { getTexts } from './texts';

export type Values = Record<string, string | number>;

/** A text in Spanish with its English beside it, smaller. `values` may differ by language (dates, ages). */
export function Both(props: {
  k: string;
  values?: Values | ((language: 'es' | 'en') => Values);
  /** One below the other instead of side by side. */
  stacked?: boolean;
}): ReactNode {
  const { es, en } = getTexts();
  const values = (language: 'es' | 'en') =>
    typeof props.values === 'function' ? props.values(language) : (props.values ?? {});
  return (
    <span className={props.stacked ? 'both both--stacked' : 'both'}>
      <span className="both__es">{es(props.k, values('es'))}</span>
      <span className="both__en" lang="en">
        {en(props.k, values('en'))}
      </span>
    </span>
  );
}
