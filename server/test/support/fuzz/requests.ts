import * as fc from 'fast-check';

import { resolve, schemaOf, type Document, type Route, type Schema } from '../contract.js';
import type { WireRequest } from '../wire.js';
import { FITTING } from './fitting.js';

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + '1' + close.repeat(depth);

/** Texts that have broken servers before. */
const DATES = [
  '2026-02-30',
  '2026-13-01',
  '0000-01-01',
  '0000-00-00',
  '0001-01-01',
  '9999-12-31',
  '2026-11-18T25:61:61Z',
  '9999-12-31T23:59:59-12:00',
  '0000-01-01T00:00:00%2B14:00',
];
const TEXTS = [
  ...DATES.slice(0, 2),
  '',
  ' ',
  '\u0000',
  'C0\u00001',
  'a\nb\r\n\tc',
  '\u007f\u0085\u2028',
  '\ud800',
  'x\udfff y',
  '👩‍👩‍👧‍👦🏦',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "'; drop table ticket; --",
  "1' or '1'='1",
  '<script>alert(1)</script>',
  '{{7*7}}#{7*7}',
  '../../etc/passwd',
  '%00%ff%c0%ae',
  'null',
  'NaN',
  'true',
  '-1',
  '1e309',
  '0x7fffffff',
  '9007199254740993',
  '99999999999999999999',
  '00000000-0000-0000-0000-000000000000',
  '0'.repeat(36),
  'ñ'.repeat(60),
  'A'.repeat(5_000),
  'CENTRO',
  'CAJA',
  'C01',
  '12345678-9',
  '+56912345678',
];
export const text = fc.oneof(fc.constantFrom(...TEXTS), fc.string({ unit: 'binary', maxLength: 50 }));

/** Values that broke a server once: every field of every body is tried with each. */
const BREAKERS: unknown[] = [
  null,
  '',
  '   ',
  '\u0000',
  '\ud800',
  'A'.repeat(5_000),
  'x' + '\ufe0f'.repeat(200),
  -1,
  1e21,
  0.5,
  true,
  [],
  {},
  ['x'],
  { toString: 1, valueOf: 1 },
];

/** What JSON can hold beside what was asked for. */
const value: fc.Arbitrary<unknown> = fc.oneof(
  text,
  fc.constantFrom(...BREAKERS),
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1.5, 1e21, 2 ** 31, 2 ** 53, [], {}, [null], [['x']]),
  fc.constantFrom<unknown>({ toString: 1, valueOf: 1 }, { length: -1 }, { $ne: null }, { constructor: { name: 'x' } }),
  fc.jsonValue({ maxDepth: 3 }),
);

/** Values that name something, by the name of the field or parameter; `body.` before it: of a body alone. */
export type Known = Record<string, string[]>;

/** A value that the server takes, so that a body has one thing wrong and not everything. */
function right(
  name: string,
  { type, enum: words, minimum = 0, maximum = 99 }: Schema,
  known: Known,
): fc.Arbitrary<unknown> {
  const own = known[`body.${name}`];
  if (own) return fc.constantFrom(...own);
  if (FITTING[name]) return FITTING[name];
  if (known[name]) return fc.constantFrom(...known[name]);
  if (words) return fc.constantFrom(...words);
  if (type === 'boolean') return fc.boolean();
  if (type === 'number' || type === 'integer') return fc.integer({ min: minimum, max: Math.min(maximum, 99) });
  return fc.constant('una palabra');
}

/** `all`: the optional fields too, always. */
function everyFieldRight(
  document: Document,
  schema: Schema,
  known: Known,
  all = true,
): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(schema.properties ?? {});
  return fc.record(
    Object.fromEntries(fields.map(([name, one]) => [name, right(name, resolve(document, one), known)])),
    { requiredKeys: all ? fields.map(([name]) => name) : (schema.required ?? []) },
  ) as fc.Arbitrary<Record<string, unknown>>;
}

/** Every declared field of the body and of the query with every value of old, one at a time, the rest right. */
export function oneWrongEach(document: Document, route: Route, known: Known): WireRequest[] {
  const { method, operation } = route;
  const path = route.path.replace(/\{(.+?)\}/g, (_, name: string) => known[name]?.[0] ?? '1');
  const headers = { 'content-type': 'application/json' };
  const schema = schemaOf(document, route);
  const bodies = Object.keys(schema?.properties ?? {}).flatMap((field) =>
    BREAKERS.map((breaker) => {
      const [whole] = fc.sample(everyFieldRight(document, schema ?? {}, known), 1);
      return { method, path, headers, body: JSON.stringify({ ...whole, [field]: breaker }) };
    }),
  );
  const queries = (operation.parameters ?? []).filter((one) => one.in === 'query');
  const values = ['', '%20', '%00', '%ED%A0%80', '-1', 'NaN', '1e9', 'x'.repeat(3_000), ...DATES];
  const asked = queries.flatMap(({ name }) =>
    values.map((one) => ({ method, path: `${path}?${name}=${one}`, headers, body: method === 'GET' ? null : '{}' })),
  );
  return [...bodies, ...asked];
}

const stranger = fc.tuple(fc.constantFrom('extra', 'id', '__proto__', 'constructor', 'branch_id'), value);

/** Everything right, but for one field (or, sometimes, several) that is wrong, absent or unknown. */
function almostRight(document: Document, schema: Schema, known: Known): fc.Arbitrary<string> {
  const fields = Object.entries(schema.properties ?? {});
  const whole = everyFieldRight(document, schema, known);
  const wrong = fc.tuple(fc.constantFrom(...fields.map(([name]) => name)), value);
  const changes = fc.array(fc.oneof({ weight: 5, arbitrary: wrong }, { weight: 1, arbitrary: stranger }), {
    minLength: 1,
    maxLength: 3,
  });
  const absent = fc.subarray(
    fields.map(([name]) => name),
    { maxLength: Math.min(2, fields.length) },
  );
  return fc.tuple(whole, changes, absent, fc.nat(3)).map(([body, all, gone, kept]) => {
    const made = Object.entries({ ...body }).filter(([name]) => kept > 0 || !gone.includes(name));
    return JSON.stringify(Object.fromEntries([...made, ...(kept > 1 ? all.slice(0, 1) : all)]));
  });
}

const hopeless = fc.constantFrom(
  '',
  ' ',
  '{',
  '}{',
  '"text"',
  '12',
  'null',
  '[]',
  '[{}]',
  '{"a":1,}',
  "{'a':1}",
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"status":"OFFLINE","status":"AVAILABLE"}',
  '\ufeff{}',
  '{"a":"\u0000"}',
  nested(7_000, '[', ']'),
  nested(2_500, '{"a":', '}'),
  '{"email":' + nested(7_000, '[', ']') + ',"password":"x"}',
  '{"queueType":' + nested(2_500, '{"a":', '}') + '}',
  'x'.repeat(100_000),
  JSON.stringify({ nationalId: 'x'.repeat(100_000) }),
);

function body(document: Document, route: Route, known: Known): fc.Arbitrary<string | null> {
  const schema = schemaOf(document, route);
  if (!schema) return fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: hopeless });
  return fc.oneof(
    { weight: 6, arbitrary: almostRight(document, schema, known) },
    { weight: 2, arbitrary: hopeless },
    { weight: 1, arbitrary: value.map((any) => JSON.stringify(any)) },
    { weight: 1, arbitrary: fc.constant(null) },
  );
}

const garbage = fc.constantFrom(
  '%',
  '%zz',
  '%ff',
  '%c0%ae%c0%ae',
  '%00',
  '%',
  '..',
  '.',
  '%2e%2e%2f',
  'a%2fb',
  '*',
  ';a=1',
);

function path(route: Route, known: Known): fc.Arbitrary<string> {
  const parts = route.path.split('/').map((part): fc.Arbitrary<string> => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (!name) return fc.constant(part);
    const known_ = fc.constantFrom(...(known[name] ?? ['1']));
    // encodeURIComponent refuses lone surrogates, which no URL can hold.
    const encoded = text.map((one) => encodeURIComponent(one.replace(/\p{Cs}/gu, '')) || '%20');
    return fc.oneof({ weight: 2, arbitrary: known_ }, { weight: 3, arbitrary: encoded }, garbage);
  });
  return fc.tuple(...parts).map((all) => all.join('/'));
}

function query(route: Route): fc.Arbitrary<string> {
  const names = (route.operation.parameters ?? []).filter((one) => one.in === 'query').map((one) => one.name);
  const strange = fc.constantFrom('page', 'x', '__proto__', 'page[]', 'page[a][b]', 'constructor');
  const name = names.length === 0 ? strange : fc.oneof(fc.constantFrom(...names), fc.constantFrom(...names), strange);
  const encoded = text.map((one) => encodeURIComponent(one.replace(/\p{Cs}/gu, '')));
  const pair = name.chain((key) => {
    const dates = key.toLowerCase().includes('date') ? [fc.constantFrom(...DATES)] : [];
    return fc.oneof(encoded, garbage, ...dates).map((one) => `${key}=${one}`);
  });
  // The same key twice makes a list of what was one value.
  const pairs = fc
    .array(pair, { minLength: 1, maxLength: 3 })
    .map((all) => '?' + [...all, ...all.slice(0, 1)].join('&'));
  const once = pair.map((one) => `?${one}`);
  const weird = fc.constantFrom('?', '?&&&', '?=', '?page', '?' + 'a=1&'.repeat(500), '?%', '?page=1#x');
  return fc.oneof(fc.constant(''), once, pairs, weird);
}

/** Header values may hold no line break and no NUL: those would be another request. */
const headerCharacter = fc
  .integer({ min: 0x20, max: 0xff })
  .map((code) => String.fromCharCode(code === 0x7f ? 0x20 : code));
const headerText = fc.oneof(
  fc.constantFrom('', ' ', '\t', 'x'.repeat(5_000), '\xff\xfe', 'ñ', '__proto__', '"', ',,,', 'a, b', "' or 1=1"),
  fc.string({ unit: headerCharacter, maxLength: 120 }),
);
const headers = fc.record(
  {
    'idempotency-key': headerText,
    'content-type': fc.oneof(
      { weight: 6, arbitrary: fc.constant('application/json') },
      fc.constantFrom(
        'application/json; charset=utf-16',
        'text/plain',
        'application/xml',
        'multipart/form-data; boundary=x',
        'application/x-www-form-urlencoded',
        'application/json-patch+json',
        'json',
        ';',
        '*/*',
      ),
    ),
    'user-agent': headerText,
    cookie: fc.oneof(
      headerText,
      fc.constantFrom('ticketero_refresh=%', 'ticketero_refresh=', 'ticketero_refresh=a%00b'),
    ),
    accept: fc.constantFrom('text/html', '*/*', 'x'),
    'x-forwarded-for': headerText,
  },
  { requiredKeys: ['content-type'] },
);
const authorization = fc.oneof(
  fc.constantFrom(
    '',
    'Bearer',
    'Bearer ',
    'Bearer x',
    'Basic eDp4',
    'bearer dev_',
    'Bearer dev_x',
    'Bearer a.b.c',
    'Bearer '.repeat(500),
  ),
  headerText,
);

/** `tokens`: of callers who may use the route. `known`: parameters and fields that name something. */
export function requests(document: Document, route: Route, tokens: string[], known: Known): fc.Arbitrary<WireRequest> {
  const bearer = fc.constantFrom(...tokens).map((token) => `Bearer ${token}`);
  const caller = fc.oneof({ weight: 9, arbitrary: bearer }, { weight: 1, arbitrary: authorization });
  return fc
    .record({ path: path(route, known), query: query(route), headers, caller, body: body(document, route, known) })
    .map((made) => ({
      method: route.method,
      path: made.path + made.query,
      headers: { ...made.headers, authorization: made.caller },
      body: route.method === 'GET' ? null : made.body,
    }));
}

/** As a good client sends it, so that what lies behind the doors is reached. Whether it is possible now is the rule's word. */
export function goodRequests(
  document: Document,
  route: Route,
  tokens: string[],
  known: Known,
): fc.Arbitrary<WireRequest> {
  const schema = schemaOf(document, route);
  const parts = route.path.split('/').map((part) => {
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    return name ? fc.constantFrom(...(known[name] ?? ['1'])) : fc.constant(part);
  });
  const right = schema ? everyFieldRight(document, schema, known, false) : fc.constant({});
  // A transfer goes to one of the two, and mostly into another queue.
  const { queueType, advisorId } = schema?.properties ?? {};
  const fields = queueType && advisorId ? fc.constant({ queueType: 'EMPRESAS' }) : right;
  return fc
    .record({ path: fc.tuple(...parts), token: fc.constantFrom(...tokens), fields, branch: fc.boolean() })
    .map((made) => {
      const asks = route.operation.parameters?.some(({ name }) => name === 'branchOffice') && made.branch;
      return {
        method: route.method,
        path: made.path.join('/') + (asks ? '?branchOffice=CENTRO' : ''),
        headers: {
          authorization: `Bearer ${made.token}`,
          ...(schema ? { 'content-type': 'application/json' } : {}),
          ...(known['cookie'] ? { cookie: known['cookie'][0] ?? '' } : {}),
        },
        body: schema ? JSON.stringify(made.fields) : null,
      };
    });
}
