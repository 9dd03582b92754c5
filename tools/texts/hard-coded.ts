import ts from 'typescript';

import { placeOf, visit } from './sources';

/** What a person sees or hears of an element, by its own attributes and by the names our components have for them. */
const SPOKEN = new Set([
  'aria-label',
  'aria-description',
  'aria-placeholder',
  'aria-roledescription',
  'aria-valuetext',
  'alt',
  'placeholder',
  'title',
  'label',
  'heading',
  'hint',
  'text',
]);

const LETTERS = /\p{L}/u;

/**
 * Texts that stand in the code instead of a catalogue: words between tags, and words in the attributes that are read
 * out. One line each, with its place. `allowed`: what may stand there, as it stands.
 */
export function hardCoded(files: ts.SourceFile[], allowed: (words: string) => boolean = () => false): string[] {
  const found: string[] = [];
  const report = (node: ts.Node, text: string) => {
    const words = text.replace(/\s+/g, ' ').trim();
    if (LETTERS.test(words) && !allowed(words)) found.push(`${placeOf(node)} "${words}"`);
  };
  for (const file of files) {
    if (!file.fileName.endsWith('.tsx')) continue;
    visit(file, (node) => {
      if (ts.isJsxText(node)) report(node, node.text);
      else if (ts.isJsxExpression(node) && !ts.isJsxAttribute(node.parent)) literals(node.expression, report);
      else if (ts.isJsxAttribute(node) && SPOKEN.has(node.name.getText())) {
        const { initializer } = node;
        literals(initializer && ts.isJsxExpression(initializer) ? initializer.expression : initializer, report);
      }
    });
  }
  return found;
}

/** The texts that an expression can be: not those it only passes on or compares. */
function literals(node: ts.Node | undefined, report: (node: ts.Node, text: string) => void): void {
  if (!node) return;
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) report(node, node.text);
  else if (ts.isTemplateExpression(node)) {
    report(node, [node.head, ...node.templateSpans.map(({ literal }) => literal)].map(({ text }) => text).join('…'));
    for (const { expression } of node.templateSpans) literals(expression, report);
  } else if (ts.isConditionalExpression(node)) {
    literals(node.whenTrue, report);
    literals(node.whenFalse, report);
  } else if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const either = kind === ts.SyntaxKind.BarBarToken || kind === ts.SyntaxKind.QuestionQuestionToken;
    if (either || kind === ts.SyntaxKind.PlusToken) literals(node.left, report);
    if (either || kind === ts.SyntaxKind.PlusToken || kind === ts.SyntaxKind.AmpersandAmpersandToken)
      literals(node.right, report);
  } else if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node) || ts.isNonNullExpression(node))
    literals(node.expression, report);
}
