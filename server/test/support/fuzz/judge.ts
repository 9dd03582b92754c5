import { answerFaults, faults, type Document, type Method } from '../contract.js';
import type { WireAnswer, WireRequest } from '../wire.js';

/** The words of our inside: a stack, a path, a statement, a driver's complaint. None of them stands in what is sent. */
const INSIDE = new RegExp(
  [
    String.raw`\n\s+at `,
    String.raw`node_modules`,
    String.raw`\bserver/(src|dist|test)\b`,
    String.raw`\.(ts|js|mjs):\d+`,
    String.raw`\bselect\b[^]{0,200}\bfrom\b`,
    String.raw`\binsert into\b`,
    String.raw`\b(relation|column|constraint|function) "`,
    String.raw`\bsyntax error at\b`,
    String.raw`\bviolates\b|\bduplicate key\b|QueryFailed|EntityNotFound`,
    String.raw`\b(Type|Reference|Range|Syntax)Error\b|Cannot read prop|is not a function|Unexpected token`,
    String.raw`ECONN|EPIPE|postgres(ql)?://`,
  ].join('|'),
  'i',
);

/** A request hangs when it takes longer, ms. A busy machine needs up to a second. */
export const ANSWER_MS_MAX = 10_000;

export const tellsOfInside = (text: string): string[] => {
  const told = INSIDE.exec(text)?.[0] ?? (text.includes(process.cwd()) ? process.cwd() : undefined);
  return told === undefined ? [] : [`tells of our inside: ${told}`];
};

/** What is wrong with an answer, whatever the request was. */
export function wrongWith(document: Document, wire: WireRequest, answer: WireAnswer, took: number): string[] {
  const wrong = tellsOfInside(answer.text);
  if (took > ANSWER_MS_MAX) wrong.push(`answered after ${Math.round(took)} ms`);
  if (answer.status >= 500) return [...wrong, `${answer.status}`];
  const isFile = answer.status < 400 && /^text\/|spreadsheetml/.test(answer.type);
  const body: unknown = isFile ? answer.text : answer.text ? JSON.parse(answer.text) : null;
  if (answer.status < 400) {
    const headers = new Headers({ 'content-type': answer.type });
    return [
      ...wrong,
      ...answerFaults(document, wire.method as Method, wire.path.split('#')[0] ?? '', {
        status: answer.status,
        body,
        headers,
      }),
    ];
  }
  if (!answer.type.startsWith('application/problem+json')) return [...wrong, `content type ${answer.type}`];
  if ((body as { status?: number }).status !== answer.status) wrong.push('another status in the body');
  return [...wrong, ...faults(document, { $ref: '#/components/schemas/Problem' }, body)];
}
