import ts from 'typescript';

import { holesOf, type Catalogue, type Catalogues } from './catalogues';
import { placeOf, visit, type Sources } from './sources';

/** A function or a component that hands a key on: its callers name the key, or what follows `prefix` in it. */
export interface Carrier {
  /** The function's name, or the component's when `attribute` is given. */
  name: string;
  attribute?: string;
  prefix: string;
}

export interface Declared {
  carriers: Carrier[];
  /** Keys that only the data completes, `*` for what it brings: `auditField.*`. */
  dynamic: string[];
}

const KEY_HEAD = /^[a-z]\w*\./;

/** One place that asks for a text. */
interface Use {
  place: string;
  /** Keys; a `*` in one stands for what the types do not tell. */
  keys: string[];
  /** It says what to draw when there is no such text. */
  optional: boolean;
  /** What it fills holes with; null when the types do not tell. */
  values: Set<string> | null;
}

/**
 * Uses of texts that cannot be right, and texts that no place uses, one line each. A key that comes out of a table is
 * known by the table: there it stands as a literal, which must be a key as much as what is asked for at once. `shared`
 * code names keys that not each of its users needs to have.
 */
export function wrongUses(sources: Sources, catalogues: Catalogues, declared: Declared, shared?: Sources): string[] {
  const uses = usesIn(sources, declared.carriers);
  const keys = new Set([...catalogues.values()].flatMap((catalogue) => [...catalogue.keys()]));
  const literals = wordsIn(sources);
  const elsewhere = shared ? wordsIn(shared) : new Map<string, string>();
  const asked = [...new Set(uses.flatMap((use) => use.keys))].filter((key) => !isHandedOn(key, declared));
  const used = [...asked, ...literals.keys(), ...elsewhere.keys(), ...declared.dynamic];
  const matchers = used.map(matcherOf);
  return [
    ...uses.flatMap((use) => wrongKeys(use, keys, declared)),
    ...uses.flatMap((use) => wrongValues(use, catalogues)),
    ...wrongLiterals(literals, keys),
    ...[...keys].filter((key) => !matchers.some((matches) => matches(key))).map((key) => `${key} is never used`),
    ...declared.dynamic
      .filter((pattern) => !asked.includes(pattern) && !literals.has(pattern.replace(/\.\*$/, '')))
      .map((pattern) => `${pattern} is declared and stands nowhere`),
  ];
}

/** The keys that the sources ask for, or name for others that do; a `*` in one stands for what only the data tell. */
export function keysAsked(sources: Sources, declared: Declared): Set<string> {
  const words = [...wordsIn(sources).keys()].flatMap((word) =>
    /^\w+(\.\w+)+$/.test(word) ? [word, `${word}.*`] : [word],
  );
  const uses = usesIn(sources, declared.carriers).flatMap((use) => use.keys);
  return new Set([...uses, ...words].filter((key) => !isHandedOn(key, declared)));
}

/** Every text in the code, put together or not, with a place where it stands. */
function wordsIn({ files, checker }: Sources): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    visit(file, (node) => {
      if (ts.isStringLiteralLike(node) && !ts.isImportDeclaration(node.parent)) found.set(node.text, placeOf(node));
      else if (ts.isTemplateExpression(node) && KEY_HEAD.test(node.head.text))
        for (const text of keysOf(node, checker)) found.set(text, placeOf(node));
    });
  }
  return found;
}

/** What is written like a key, and of a section that there is, but is none. */
function wrongLiterals(literals: Map<string, string>, keys: Set<string>): string[] {
  const sections = new Set([...keys].filter((key) => key.includes('.')).map((key) => key.split('.')[0]));
  const known = (text: string) => keys.has(text) || [...keys].some((key) => key.startsWith(`${text}.`));
  return [...literals]
    .filter(([text]) => /^\w+(\.\w+)+$/.test(text) && sections.has(text.split('.')[0]) && !known(text))
    .map(([text, place]) => `${place} names ${text}, which no language has`);
}

/** Whether a key is what `pattern` stands for. */
export function matcherOf(pattern: string): (key: string) => boolean {
  if (!pattern.includes('*')) return (key) => key === pattern;
  const escaped = pattern.split('*').map((part) => part.replace(/[.\\^$+?()[\]{}|]/g, '\\$&'));
  const whole = new RegExp(`^${escaped.join('.+')}$`, 's');
  return (key) => whole.test(key);
}

/** The whole key, or all of it but a carrier's prefix, comes from elsewhere. */
function isHandedOn(key: string, { carriers }: Declared): boolean {
  return key.startsWith('*') || carriers.some(({ prefix }) => key === `${prefix}*`);
}

function wrongKeys(use: Use, keys: Set<string>, declared: Declared): string[] {
  return use.keys.flatMap((key) => {
    if (isHandedOn(key, declared)) return [];
    if (key.includes('*'))
      return declared.dynamic.includes(key) ? [] : [`${use.place} asks for ${key}, which is not declared`];
    return keys.has(key) || use.optional ? [] : [`${use.place} asks for ${key}, which no language has`];
  });
}

/** A hole that nothing fills is read out as `{{name}}`. Of several texts, what all of them want to be filled with. */
function wrongValues({ place, keys, values }: Use, catalogues: Catalogues): string[] {
  if (values === null || keys.some((key) => key.includes('*'))) return [];
  const [first = [], ...others] = keys.map((key) => wanted(key, catalogues));
  return first
    .filter((hole) => others.every((holes) => holes.includes(hole)) && !values.has(hole))
    .map((hole) => `${place} does not fill {{${hole}}} of ${keys.join(', ')}`);
}

function wanted(key: string, catalogues: Catalogues): string[] {
  const forms = [...catalogues.values()].flatMap((catalogue: Catalogue) => [...(catalogue.get(key) ?? [])]);
  const counts = forms.some(([form]) => form !== '') ? ['count'] : [];
  return [...new Set([...counts, ...forms.flatMap(([, text]) => holesOf(text))])];
}

function usesIn({ files, checker }: Sources, carriers: Carrier[]): Use[] {
  const uses: Use[] = [];
  /** The holes of what a carrier hands on are filled elsewhere. */
  const handed = (node: ts.Node, key: ts.Expression, { prefix }: Carrier) =>
    uses.push({
      place: placeOf(node),
      keys: keysOf(key, checker).map((one) => prefix + one),
      optional: false,
      values: null,
    });
  for (const file of files) {
    visit(file, (node) => {
      if (ts.isCallExpression(node)) {
        const [key, values] = node.arguments;
        if (!key) return;
        const carrier = carriers.find(({ name, attribute }) => !attribute && name === nameOf(node.expression));
        if (isTranslation(node.expression, checker)) uses.push(useOf(node, key, values, checker));
        else if (carrier) handed(node, key, carrier);
      } else if (ts.isJsxAttribute(node)) {
        const element = node.parent.parent.tagName.getText();
        const carrier = carriers.find((one) => one.name === element && one.attribute === node.name.getText());
        const value = node.initializer;
        const key = value && ts.isJsxExpression(value) ? value.expression : value;
        if (carrier && key) handed(node, key as ts.Expression, carrier);
      }
    });
  }
  return uses;
}

const nameOf = (callee: ts.Expression) => (ts.isPropertyAccessExpression(callee) ? callee.name : callee).getText();

/** By its type: whatever it is called where it is used. `i18n.exists(…)` asks for a text too, which may not be there. */
function isTranslation(callee: ts.Expression, checker: ts.TypeChecker): boolean {
  if (callee.getText() === 'i18n.exists') return true;
  return checker.getTypeAtLocation(callee).getProperty('$TFunctionBrand') !== undefined;
}

function useOf(
  call: ts.CallExpression,
  key: ts.Expression,
  values: ts.Expression | undefined,
  checker: ts.TypeChecker,
) {
  const names = values ? propertiesOf(checker.getTypeAtLocation(values)) : new Set<string>();
  const optional = call.expression.getText() === 'i18n.exists' || names?.has('defaultValue') === true;
  const filled = call.expression.getText() === 'i18n.exists' ? null : names;
  return { place: placeOf(call), keys: keysOf(key, checker), optional, values: filled };
}

function propertiesOf(type: ts.Type): Set<string> | null {
  if (type.flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown) || type.getStringIndexType()) return null;
  const parts = type.isUnion() ? type.types : [type];
  const given = parts.filter((part) => !(part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)));
  if (given.some((part) => part.getStringIndexType())) return null;
  return new Set(given.flatMap((part) => part.getProperties().map(({ name }) => name)));
}

/** The keys that an expression can be, as far as its types and its own words tell. */
function keysOf(node: ts.Expression, checker: ts.TypeChecker): string[] {
  if (ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) return keysOf(node.expression, checker);
  if (ts.isConditionalExpression(node))
    return [...new Set([...keysOf(node.whenTrue, checker), ...keysOf(node.whenFalse, checker)])];
  if (ts.isTemplateExpression(node)) return template(node, checker);
  if (ts.isStringLiteralLike(node)) return [node.text];
  const words = literalsOf(checker.getTypeAtLocation(node));
  if (words) return words;
  const start = ts.isIdentifier(node) ? startOf(node, checker) : undefined;
  return start ? keysOf(start, checker) : ['*'];
}

function template(node: ts.TemplateExpression, checker: ts.TypeChecker): string[] {
  return node.templateSpans.reduce(
    (heads, { expression, literal }) => {
      const middles = keysOf(expression, checker);
      return heads.flatMap((head) => middles.map((middle) => head + middle + literal.text));
    },
    [node.head.text],
  );
}

/** What a constant was made of. */
function startOf(name: ts.Identifier, checker: ts.TypeChecker): ts.Expression | undefined {
  const declaration = checker.getSymbolAtLocation(name)?.valueDeclaration;
  if (!declaration || !ts.isVariableDeclaration(declaration)) return undefined;
  return ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const ? declaration.initializer : undefined;
}

/** The words of a type that is nothing but words (or numbers); what may be missing is not asked for. */
function literalsOf(type: ts.Type): string[] | null {
  const parts = (type.isUnion() ? type.types : [type]).filter(
    (part) => !(part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)),
  );
  const words = parts.flatMap((part) => (part.isStringLiteral() || part.isNumberLiteral() ? [String(part.value)] : []));
  return words.length > 0 && words.length === parts.length ? words : null;
}
