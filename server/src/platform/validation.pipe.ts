import { Injectable, ValidationPipe, type ArgumentMetadata, type ValidationError } from '@nestjs/common';

import { invalid } from './errors/problem.js';

/** Bodies and queries against their DTO (R14): an unknown field, a wrong type or a body that is no object is a 400. */
@Injectable()
export class StrictValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      forbidUnknownValues: true,
      stopAtFirstError: true,
      exceptionFactory: (errors) => invalid(fieldMessages(errors)),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body') {
      const body = value ?? {};
      if (typeof body !== 'object' || Array.isArray(body)) throw invalid({ body: 'Debe ser un objeto JSON' });
      // class-transformer drops it without a word.
      if (Object.hasOwn(body, 'constructor')) throw invalid({ constructor: 'Campo desconocido' });
      return super.transform(body, metadata);
    }
    return super.transform(value, metadata);
  }
}

function fieldMessages(errors: ValidationError[], path = ''): Record<string, string> {
  const messages: Record<string, string> = {};
  for (const error of errors) {
    const field = path + error.property;
    const [rule, message] = Object.entries(error.constraints ?? {})[0] ?? [];
    if (rule) messages[field] = rule === 'whitelistValidation' ? 'Campo desconocido' : (message ?? 'No es válido');
    else Object.assign(messages, fieldMessages(error.children ?? [], `${field}.`));
  }
  return messages;
}
