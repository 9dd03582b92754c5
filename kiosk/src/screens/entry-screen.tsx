import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { DocumentKind } from '../format/document';
import { Heading } from '../parts/heading';
import { Screen, type ScreenName } from '../parts/screen';
import styles from './entry.module.css';

const KINDS: DocumentKind[] = ['rut', 'foreign'];

interface EntryScreenProps {
  name: ScreenName;
  /** What stands above the question. */
  top: ReactNode;
  heading: string;
  hint: string;
  field: ReactNode;
  /** Which keypad, where there are two. */
  kinds?: ReactNode;
  keypad: ReactNode;
  /** Another question on the same screen. */
  more?: ReactNode;
  actions: ReactNode;
}

/** A question with its field, a keypad, and the way on: stacked on a totem, side by side on a wide screen. */
export function EntryScreen(props: EntryScreenProps) {
  return (
    <Screen
      name={props.name}
      className={styles.entry}
      summary={
        <>
          {props.top}
          <div className={styles.ask}>
            <Heading>{props.heading}</Heading>
            <p className="lead">{props.hint}</p>
            {props.field}
          </div>
        </>
      }
      controls={
        <>
          <div className={styles.keys}>
            {props.kinds}
            {props.keypad}
          </div>
          {props.more && <div className={styles.more}>{props.more}</div>}
          <div className={styles.actions}>{props.actions}</div>
        </>
      }
    />
  );
}

/** Two keypads: the one for the usual document, and the one for every other. */
export function Kinds({ chosen, onChoose }: { chosen: DocumentKind; onChoose: (kind: DocumentKind) => void }) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={t('id.kind.label')} className={styles.kinds}>
      {KINDS.map((kind) => (
        <button key={kind} type="button" aria-pressed={kind === chosen} onClick={() => onChoose(kind)}>
          {t(`id.kind.${kind}`)}
        </button>
      ))}
    </div>
  );
}
