import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse } from '@nestjs/swagger';

/** The schema of a contract type, by its name in libs/contract: see tools of the OpenAPI document. */
const schemaOf = (name: string) => ({ $ref: `#/components/schemas/${name}` });

interface AnswersOptions {
  status?: number;
  /** Also 204 without a body. */
  orNothing?: boolean;
  /** Error statuses beside 400, 401, 403 and 429. */
  errors?: number[];
  public?: boolean;
}

/** Documents a route's answer: a contract type by name (null: no body), and its problems (R14). */
export function Answers(contractType: string | null, options: AnswersOptions = {}): MethodDecorator & ClassDecorator {
  const status = options.status ?? (contractType === null ? 204 : 200);
  const problem = { content: { 'application/problem+json': { schema: schemaOf('Problem') } } };
  const errors = [400, ...(options.public ? [] : [401, 403]), 429, ...(options.errors ?? [])];
  return applyDecorators(
    contractType === null
      ? ApiResponse({ status, description: 'Hecho' })
      : ApiResponse({ status, description: contractType, schema: schemaOf(contractType) }),
    ...(options.orNothing ? [ApiResponse({ status: 204, description: 'Nada' })] : []),
    ...errors.map((code) => ApiResponse({ status: code, description: 'Problema (RFC 9457)', ...problem })),
    ...(options.public ? [] : [ApiBearerAuth()]),
  );
}
