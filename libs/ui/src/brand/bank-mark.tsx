import { useState, type ReactNode } from 'react';

import { useLook } from '../theme';
import { brandFile, useBrand } from './store';

interface Props {
  /** It stands on a dark panel, whatever the theme. */
  onDark?: boolean;
  className?: string;
  /** What stands there without a logo: our own mark. */
  children: ReactNode;
}

/** The bank's logo, as high as `--logo-height` (2.25em); `children` where there is none or it cannot be shown. */
export function BankMark({ onDark = false, className = '', children }: Props) {
  const brand = useBrand();
  const [{ theme }] = useLook();
  const [broken, setBroken] = useState<string | null>(null);
  // In the contrast theme what lies behind it may be black or yellow: the paper below makes it sure.
  const dark = onDark || theme === 'night';
  const file = (dark ? brand.logoOnDark : null) ?? brand.logo;
  if (file === null || file === broken) return children;
  // A logo made for white paper keeps its paper.
  const plate = (dark || theme === 'contrast') && file === brand.logo;
  return (
    <img
      className={['bank-logo', plate && 'bank-logo-plate', className].filter(Boolean).join(' ')}
      src={brandFile(file)}
      alt={brand.name ?? ''}
      onError={() => setBroken(file)}
    />
  );
}
