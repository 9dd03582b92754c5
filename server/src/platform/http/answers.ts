import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse } from '@nestjs/swagger';

/** The schema of a contract type, by its name in libs/contract: see tools of the OpenAPI document. */
const schemaOf = (name: string) => ({ $ref: `#/components/schemas/${name}` });

interface AnswersOptions {
  status?: number;
  /** Also 204 without a body. */
  orNothing?: boolean;
  /** Error statuses beside 400, 401, 403, 429 and 503. */
  errors?: number[];
  public?: boolean;
}

/** Documents a route's answer: a contract type by name (null: no body), and its problems (R14). */
export function Answers(contractType: string | null, options: AnswersOptions = {}): MethodDecorator & ClassDecorator {
  const status = options.status ?? (contractType === null ? 204 : 200);
  const errors = [400, ...(options.public ? [] : [401, 403]), 429, ...(options.errors ?? []), 503];
  return applyDecorators(
    contractType === null
      ? ApiResponse({ status, description: 'Hecho' })
      : ApiResponse({ status, description: contractType, schema: schemaOf(contractType) }),
    ...(options.orNothing ? [ApiResponse({ status: 204, description: 'Nada' })] : []),
    ...errors.map(problem),
    ...(options.public ? [] : [ApiBearerAuth()]),
  );
}

/** Documents a route that answers with a file of this type. */
export function AnswersFile(type: string, options: Pick<AnswersOptions, 'errors'> = {}): MethodDecorator {
  const schema = { type: 'string' as const, ...(type.startsWith('text/') ? {} : { format: 'binary' }) };
  return applyDecorators(
    ApiResponse({ status: 200, description: 'Archivo', content: { [type]: { schema } } }),
    ...[400, 401, 403, 429, ...(options.errors ?? []), 503].map(problem),
    ApiBearerAuth(),
  );
}

const problem = (status: number): MethodDecorator & ClassDecorator =>
  ApiResponse({
    status,
    description: 'Problema (RFC 9457)',
    content: { 'application/problem+json': { schema: schemaOf('Problem') } },
  });
