import type { INestApplication } from '@nestjs/common';

import { openApiDocument } from '../../src/platform/http/openapi.js';
import type { Answer, TestClient } from './client.js';

export interface Schema {
  $ref?: string;
  type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  format?: string;
  nullable?: boolean;
  enum?: unknown[];
  allOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: Schema;
  items?: Schema;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
}

interface Content {
  content?: Record<string, { schema: Schema }>;
}

export interface Operation {
  security?: unknown[];
  parameters?: { name: string; in: 'path' | 'query' | 'header'; required?: boolean; schema?: Schema }[];
  requestBody?: Content;
  responses: Record<string, Content>;
}

export interface Document {
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

export interface Route {
  method: Method;
  /** As in the document: `/api/tickets/{codigoReferencia}`. */
  path: string;
  operation: Operation;
  /** `GET /api/board`. */
  name: string;
}

export const documentOf = (app: INestApplication): Document => openApiDocument(app) as unknown as Document;

export function routesOf(document: Document): Route[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([verb, operation]) => {
      const method = verb.toUpperCase() as Method;
      return { method, path, operation, name: `${method} ${path}` };
    }),
  );
}

/** Of each document, those with most fixed parts first; each with what a path to it looks like. */
const matchers = new WeakMap<Document, { route: Route; fits: RegExp }[]>();

function matchersOf(document: Document): { route: Route; fits: RegExp }[] {
  const variables = (route: Route) => route.path.split('{').length;
  const known =
    matchers.get(document) ??
    routesOf(document)
      .sort((a, b) => variables(a) - variables(b))
      .map((route) => ({ route, fits: new RegExp(`^${route.path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }));
  matchers.set(document, known);
  return known;
}

/** The route that a request goes to; of several that fit, the one with most fixed parts, as the router decides. */
export function routeOf(document: Document, method: string, url: string): Route | undefined {
  const [path = ''] = url.split('?');
  return matchersOf(document).find(({ route, fits }) => route.method === method && fits.test(path))?.route;
}

export function schemaOf(document: Document, { method, path }: { method: Method; path: string }): Schema | undefined {
  const body = document.paths[path]?.[method.toLowerCase()]?.requestBody;
  return body && resolve(document, body.content?.['application/json']?.schema ?? {});
}

export function resolve(document: Document, schema: Schema): Schema {
  if (!schema.$ref) return schema;
  const found = document.components.schemas[schema.$ref.replace('#/components/schemas/', '')];
  if (!found) throw new Error(`no schema ${schema.$ref}`);
  return found;
}

/** Times are ISO-8601 UTC with milliseconds; the document only says `string`, the names say which they are. */
const IS_TIME = /(At|Since|^at|^timestamp|^lastUpdated)$/;
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/** What does not fit, one line each: missing and undeclared fields, wrong types, values outside an enum. */
export function faults(document: Document, schema: Schema, value: unknown, at = '$'): string[] {
  if (value === null && schema.nullable) return [];
  if (schema.$ref) return faults(document, resolve(document, schema), value, at);
  if (schema.allOf) return schema.allOf.flatMap((part) => faults(document, part, value, at));
  if (schema.oneOf) {
    const some = schema.oneOf.some((part) => faults(document, part, value, at).length === 0);
    return some ? [] : [`${at}: fits none of its schemas`];
  }
  if (schema.enum && !schema.enum.includes(value))
    return [`${at}: ${JSON.stringify(value)} is none of ${schema.enum.join()}`];
  switch (schema.type) {
    case undefined:
      return [];
    case 'object':
      return objectFaults(document, schema, value, at);
    case 'array':
      if (!Array.isArray(value)) return [`${at}: no array`];
      return value.flatMap((item, i) => faults(document, schema.items ?? {}, item, `${at}[${i}]`));
    case 'integer':
      return Number.isInteger(value) ? [] : [`${at}: no whole number`];
    case 'number':
      return Number.isFinite(value) ? [] : [`${at}: no number`];
    case 'string':
      if (schema.format === 'binary' && Buffer.isBuffer(value)) return [];
      return typeof value === 'string' ? [] : [`${at}: no string but ${JSON.stringify(value)}`];
    case 'boolean':
      return typeof value === schema.type ? [] : [`${at}: no ${schema.type} but ${JSON.stringify(value)}`];
  }
}

function objectFaults(document: Document, schema: Schema, value: unknown, at: string): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${at}: no object`];
  const { properties = {}, required = [], additionalProperties } = schema;
  const missing = required.filter((name) => !(name in value)).map((name) => `${at}.${name}: missing`);
  const wrong = Object.entries(value).flatMap(([name, part]) => {
    const declared = properties[name] ?? additionalProperties;
    if (!declared) return [`${at}.${name}: not in the contract`];
    // A name that the caller made up says nothing about what it holds.
    if (Object.hasOwn(properties, name) && IS_TIME.test(name) && typeof part === 'string' && !TIME.test(part))
      return [`${at}.${name}: no time`];
    return faults(document, declared, part, `${at}.${name}`);
  });
  return [...missing, ...wrong];
}

/** Where an answer departs from the document: its status, its content type, its body. */
export function answerFaults(document: Document, method: Method, url: string, answer: Answer): string[] {
  const route = routeOf(document, method, url);
  if (!route) return [`${method} ${url}: no such route`];
  const declared = route.operation.responses[String(answer.status)];
  if (!declared) return [`${route.name}: ${answer.status} is not in the document`];
  const type = answer.headers.get('content-type')?.split(';')[0] ?? '';
  if (!declared.content) return answer.body === null ? [] : [`${route.name}: a body with ${answer.status}`];
  const schema = declared.content[type]?.schema;
  if (!schema) return [`${route.name}: content type "${type}" with ${answer.status}`];
  const wrong = faults(document, schema, answer.body).map((fault) => `${route.name}: ${fault}`);
  if (answer.status >= 400 && answer.body?.status !== answer.status) wrong.push(`${route.name}: status in the body`);
  return wrong;
}

/** A caller whose every answer must fit the document. `seen` gathers the routes that answered with success. */
export function checked(caller: TestClient, document: Document, seen = new Set<string>()): TestClient {
  return {
    token: caller.token,
    async send(method, path, body, headers) {
      const answer = await caller.send(method, path, body, headers);
      expect(answerFaults(document, method, path, answer)).toEqual([]);
      if (answer.status < 300) seen.add(routeOf(document, method, path)?.name ?? '');
      return answer;
    },
  };
}
