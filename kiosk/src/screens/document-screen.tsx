import { useEffect, useRef, type Dispatch, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

import type { FlowEvent, Problem } from '../flow/screens';
import { formatDocument, type DocumentProblem, type IdDocument } from '../format/document';
import { useLanguage } from '../i18n/use-language';
import { Field } from '../keypad/field';
import { Keypad } from '../keypad/keypad';
import { useKeys } from '../keypad/use-keys';
import { Actions } from '../parts/actions';
import { Button } from '../parts/button';
import { EntryScreen, Kinds } from './entry-screen';

interface DocumentScreenProps {
  name: 'id' | 'find';
  top: ReactNode;
  document: IdDocument;
  problem: Problem<DocumentProblem> | null;
  hint: string;
  /** What comes of it. */
  submit: string;
  dispatch: Dispatch<FlowEvent>;
}

/** Who they are: by the Chilean RUT or any other document. */
export function DocumentScreen({ name, top, document, problem, hint, submit, dispatch }: DocumentScreenProps) {
  const { t } = useTranslation();
  const { language } = useLanguage();
  const { kind, typed } = document;
  const onType = (value: string) => dispatch({ type: 'document', typed: value });
  const next = () => dispatch({ type: 'next' });
  const back = () => dispatch({ type: 'back' });
  useKeys({ value: typed, onType, onEnter: next, onEscape: back });

  // The other keypad was wanted in order to type: Enter goes on from here, and does not press its button again.
  const before = useRef(kind);
  useEffect(() => {
    if (before.current !== kind) window.document.getElementById('field')?.focus();
    before.current = kind;
  }, [kind]);

  function said(): string | null {
    if (!problem) return null;
    if ('code' in problem) return t(`id.problem.${problem.code}.${kind}`);
    // The server speaks Spanish to people (R14).
    return language === 'es' ? problem.said : t('id.problem.rejected');
  }

  return (
    <EntryScreen
      name={name}
      top={top}
      heading={t(`id.heading.${kind}`)}
      hint={hint}
      field={
        <Field
          label={t(`id.label.${kind}`)}
          example={t(`id.example.${kind}`)}
          value={formatDocument(document)}
          onType={onType}
          problem={said()}
        />
      }
      kinds={<Kinds chosen={kind} onChoose={(one) => dispatch({ type: 'documentKind', kind: one })} />}
      keypad={<Keypad layout={kind === 'rut' ? 'rut' : 'letters'} value={typed} onType={onType} />}
      actions={
        <Actions onBack={back}>
          <Button look="primary" onPress={next}>
            {submit}
          </Button>
        </Actions>
      }
    />
  );
}
