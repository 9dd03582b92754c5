// Writes libs/contract/schemas.json: the JSON schema of every type that libs/contract exports, for the OpenAPI document.
// The types are the source; TypeScript's own checker reads them.
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import ts from 'typescript';

import { commandLine } from './lib/usage.mjs';

commandLine(`node tools/contract-schemas.mjs

Writes libs/contract/schemas.json from the types of libs/contract.
`);

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const ENTRY = resolve(ROOT, 'libs/contract/src/index.ts');
const OUTPUT = resolve(ROOT, 'libs/contract/schemas.json');

/** Generic types, given the names by which routes answer with them. */
const INSTANCES = {
  AlertPage: ['Page', 'AlertEpisode'],
  TicketPage: ['Page', 'Ticket'],
  BoardSnapshot: ['Snapshot', 'Board'],
  QueueViews: ['Array', 'QueueView'],
  UserPage: ['Page', 'UserView'],
};

const program = ts.createProgram([ENTRY], {
  strict: true,
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
});
const checker = program.getTypeChecker();
const entry = program.getSourceFile(ENTRY);
if (!entry) throw new Error('libs/contract has no index.ts');
const exported = new Map(
  checker.getExportsOfModule(checker.getSymbolAtLocation(entry)).map((symbol) => [symbol.name, resolved(symbol)]),
);

/** @param {ts.Symbol} symbol */
function resolved(symbol) {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

/** Interfaces that are not generic: each becomes a schema that the others point to. */
const named = new Set(
  [...exported]
    .filter(([, symbol]) => symbol.flags & ts.SymbolFlags.Interface)
    .filter(([, symbol]) => !checker.getDeclaredTypeOfSymbol(symbol).typeParameters?.length)
    .map(([name]) => name),
);

/**
 * @param {ts.Type} type
 * @returns {object}
 */
function schemaOf(type) {
  const name = type.symbol?.name;
  if (name && named.has(name)) return { $ref: `#/components/schemas/${name}` };
  if (type.isUnion()) return unionSchema(type);
  if (type.isStringLiteral()) return { type: 'string', enum: [type.value] };
  if (type.flags & ts.TypeFlags.StringLike) return { type: 'string' };
  if (type.flags & ts.TypeFlags.NumberLike) return { type: 'number' };
  if (type.flags & ts.TypeFlags.BooleanLike) return { type: 'boolean' };
  if (type.flags & ts.TypeFlags.Any || type.flags & ts.TypeFlags.Unknown) return {};
  if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0]) };
  return objectSchema(type);
}

/** @param {ts.UnionType} type */
function unionSchema(type) {
  const isNull = (/** @type {ts.Type} */ part) => Boolean(part.flags & ts.TypeFlags.Null);
  const parts = type.types.filter((part) => !isNull(part) && !(part.flags & ts.TypeFlags.Undefined));
  const nullable = type.types.some(isNull);
  const schema = partsSchema(parts);
  if (!nullable) return schema;
  return '$ref' in schema ? { nullable: true, allOf: [schema] } : { ...schema, nullable: true };
}

/** @param {ts.Type[]} parts */
function partsSchema(parts) {
  if (parts.every((part) => part.isStringLiteral())) {
    return { type: 'string', enum: parts.map((part) => /** @type {ts.StringLiteralType} */ (part).value) };
  }
  if (parts.every((part) => part.flags & ts.TypeFlags.BooleanLike)) return { type: 'boolean' };
  const [only, ...others] = parts;
  return others.length === 0 ? schemaOf(only) : { oneOf: parts.map(schemaOf) };
}

/** @param {ts.Type} type */
function objectSchema(type) {
  const index = type.getStringIndexType();
  if (index) return { type: 'object', additionalProperties: schemaOf(index) };
  const properties = /** @type {Record<string, object>} */ ({});
  const required = [];
  for (const property of type.getProperties()) {
    properties[property.name] = schemaOf(checker.getTypeOfSymbol(property));
    if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name);
  }
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

const schemas = /** @type {Record<string, object>} */ ({});
for (const name of named) schemas[name] = objectSchema(checker.getDeclaredTypeOfSymbol(exported.get(name)));
for (const [name, [generic, argument]] of Object.entries(INSTANCES)) {
  const item = { $ref: `#/components/schemas/${argument}` };
  if (generic === 'Array') schemas[name] = { type: 'array', items: item };
  else schemas[name] = genericSchema(generic, item);
}

/**
 * A generic interface with its one parameter replaced.
 * @param {string} generic
 * @param {object} argument
 */
function genericSchema(generic, argument) {
  const type = checker.getDeclaredTypeOfSymbol(exported.get(generic));
  const properties = /** @type {Record<string, object>} */ ({});
  for (const property of type.getProperties()) {
    const declared = checker.getTypeOfSymbol(property);
    if (declared.flags & ts.TypeFlags.TypeParameter) properties[property.name] = argument;
    else if (
      checker.isArrayType(declared) &&
      checker.getTypeArguments(declared)[0].flags & ts.TypeFlags.TypeParameter
    ) {
      properties[property.name] = { type: 'array', items: argument };
    } else properties[property.name] = schemaOf(declared);
  }
  return { type: 'object', properties, required: Object.keys(properties) };
}

const sorted = Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(OUTPUT, `${JSON.stringify(sorted, null, 2)}\n`);
