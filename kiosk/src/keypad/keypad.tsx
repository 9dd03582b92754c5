import { useState } from 'react';
import { useTranslation } from 'react-i18next';

import { Icon } from '../parts/icons';
import styles from './keypad.module.css';

/** Rows of keys that share their columns; `null` is a gap, so that 0 stays under 8. */
const LAYOUTS = {
  digits: [[...'123456789', null, '0']],
  rut: [[...'123456789', 'K', '0']],
  /** In the order of the alphabet: found without knowing a typewriter. */
  letters: [[...'1234567890'], [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']],
} satisfies Record<string, (string | null)[][]>;

export type KeypadLayout = keyof typeof LAYOUTS;

interface KeypadProps {
  layout: KeypadLayout;
  /** What the field holds now, bare. */
  value: string;
  onType: (value: string) => void;
}

export function Keypad({ layout, value, onType }: KeypadProps) {
  const { t } = useTranslation();
  const blocks: (string | null)[][] = LAYOUTS[layout];
  /** Only of these keys: what is typed into the field itself is read by the field. */
  const [touched, setTouched] = useState(false);
  const press = (typed: string) => {
    setTouched(true);
    onType(typed);
  };
  const erase = (
    <button
      type="button"
      className={styles.erase}
      aria-label={t('keypad.erase')}
      onClick={() => press(value.slice(0, -1))}
    >
      <Icon name="erase" />
    </button>
  );

  return (
    <div
      role="group"
      aria-label={t('keypad.label')}
      className={`${styles.keypad} ${layout === 'letters' ? styles.letters : styles.digits}`}
      // The focus stays where it was: Enter on a real keyboard goes on, it does not type the last touched key again.
      onMouseDown={(event) => event.preventDefault()}
    >
      {blocks.map((keys, index) => (
        <div key={index} className={styles.block}>
          {keys.map((key) =>
            key === null ? (
              <span key="gap" />
            ) : (
              <button key={key} type="button" onClick={() => press(value + key)}>
                {key}
              </button>
            ),
          )}
          {index === blocks.length - 1 && erase}
        </div>
      ))}
      <p role="status" className="sr-only">
        {touched && [...value].join(' ')}
      </p>
    </div>
  );
}
