import { useTranslation } from 'react-i18next';

import { Icon } from '../parts/icons';
import styles from './field.module.css';

/** What was typed, large. A real input, so that a keyboard, a screen reader and a paste all work in it. */
export function Field(props: {
  label: string;
  example: string;
  value: string;
  onType: (value: string) => void;
  prefix?: string;
  problem: string | null;
  /** Shown only where it is not what the heading says already. */
  labelShown?: boolean;
}) {
  const { i18n } = useTranslation();
  const { label, example, value, onType, prefix, problem } = props;
  return (
    <div className={styles.group}>
      <label htmlFor="field" className={props.labelShown ? styles.label : 'sr-only'}>
        {label}
      </label>
      <div className={`${styles.field} ${problem ? styles.wrong : ''}`} translate="no">
        {prefix && <span className={styles.prefix}>{prefix}</span>}
        <input
          id="field"
          type="text"
          inputMode="none"
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
          placeholder={example}
          value={value}
          onChange={(event) => onType(event.target.value)}
          aria-invalid={problem !== null}
          aria-describedby="field-problem"
        />
      </div>
      <p id="field-problem" role="alert" className={styles.problem} lang={i18n.language}>
        {problem && (
          <>
            <Icon name="alert" /> <span>{problem}</span>
          </>
        )}
      </p>
    </div>
  );
}
