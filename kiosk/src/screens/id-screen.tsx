import type { Dispatch } from 'react';
import { useTranslation } from 'react-i18next';

import type { Draft, FlowEvent, Problem } from '../flow/flow';
import { formatDocument, type DocumentKind, type DocumentProblem } from '../format/document';
import { useLanguage } from '../i18n/use-language';
import { Field } from '../keypad/field';
import { Keypad } from '../keypad/keypad';
import { useKeys } from '../keypad/use-keys';
import { Button } from '../parts/button';
import { Heading } from '../parts/heading';
import { QueueChip } from '../parts/queue-chip';
import { Screen } from '../parts/screen';
import { Steps } from '../parts/steps';
import styles from './entry.module.css';

const KINDS: DocumentKind[] = ['rut', 'foreign'];

interface IdScreenProps {
  draft: Draft;
  problem: Problem<DocumentProblem> | null;
  dispatch: Dispatch<FlowEvent>;
}

export function IdScreen({ draft, problem, dispatch }: IdScreenProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { kind, typed } = draft.document;
  const onType = (value: string) => dispatch({ type: 'document', typed: value });
  const next = () => dispatch({ type: 'next' });
  const back = () => dispatch({ type: 'back' });
  useKeys({ value: typed, onType, onEnter: next, onEscape: back });

  function said(): string | null {
    if (!problem) return null;
    if ('code' in problem) return t(`id.problem.${problem.code}.${kind}`);
    // The server speaks Spanish to people (R14).
    return language === 'es' ? problem.said : t('id.problem.rejected');
  }

  return (
    <Screen name="id" layout="steps">
      <Steps step={2} onBack={back} />
      <div className={styles.entry}>
        <div className={styles.ask}>
          <QueueChip queue={draft.queue} />
          <Heading>{t(`id.heading.${kind}`)}</Heading>
          <p className="lead">{t('id.hint')}</p>
          <div role="group" aria-label={t('id.kind.label')} className={styles.kinds}>
            {KINDS.map((one) => (
              <button
                key={one}
                type="button"
                aria-pressed={one === kind}
                onClick={() => dispatch({ type: 'documentKind', kind: one })}
              >
                {t(`id.kind.${one}`)}
              </button>
            ))}
          </div>
          <Field
            label={t(`id.label.${kind}`)}
            example={t(`id.example.${kind}`)}
            value={formatDocument(draft.document)}
            onType={onType}
            problem={said()}
          />
        </div>
        <Keypad layout={kind === 'rut' ? 'rut' : 'letters'} value={typed} onType={onType} />
      </div>
      <div className={styles.actions}>
        <Button look="primary" onPress={next}>
          {t('common.continue')}
        </Button>
      </div>
    </Screen>
  );
}
