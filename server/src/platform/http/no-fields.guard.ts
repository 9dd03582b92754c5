import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

import { invalid } from '../errors/problem.js';

/** For routes whose body has no field: any field there is one that nobody knows, and refused like everywhere else. */
@Injectable()
export class NoFieldsGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    if (body === undefined || body === null) return true;
    if (typeof body !== 'object' || Array.isArray(body)) throw invalid({ body: 'Debe ser un objeto JSON' });
    const [unknown] = Object.keys(body);
    if (unknown !== undefined) throw invalid({ [unknown]: 'Campo desconocido' });
    return true;
  }
}
