import { Fragment, type ReactNode } from 'react';

/** A text with `{name}` where a field stands: the words around it come in the order of their language. */
export function Sentence({ text, fields }: { text: string; fields: Record<string, ReactNode> }) {
  const parts = text.split(/\{(\w+)\}/);
  return (
    <>
      {parts.map((part, index) => (
        <Fragment key={index}>{index % 2 === 0 ? <span>{part.trim()}</span> : fields[part]}</Fragment>
      ))}
    </>
  );
}
