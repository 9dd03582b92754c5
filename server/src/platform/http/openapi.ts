import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';

import { VERSION } from '../version.js';

/** JSON schemas of the contract's types, generated from libs/contract; see tools/generate. */
const SCHEMAS_FILE = resolve(__dirname, '../../../../libs/contract/schemas.json');

/** The OpenAPI document, made from the controllers and the contract's types. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Ticketero')
    .setDescription('La fila de una sucursal: números, llamadas y pantallas')
    .setVersion(VERSION)
    .addBearerAuth()
    .build();
  const document = SwaggerModule.createDocument(app, config, { deepScanRoutes: true });
  const contract = existsSync(SCHEMAS_FILE)
    ? (JSON.parse(readFileSync(SCHEMAS_FILE, 'utf8')) as Record<string, object>)
    : {};
  document.components ??= {};
  document.components.schemas = { ...contract, ...document.components.schemas } as never;
  return document;
}

export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), { jsonDocumentUrl: 'api/docs/openapi.json' });
}
