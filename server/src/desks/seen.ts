import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

const HEADER = 'Desk-Ticket';

/** What the advisor saw on the desk when they gave the command (`assertAsSeen`); undefined where they do not say. */
export const Seen = createParamDecorator((_: unknown, context: ExecutionContext): string | undefined => {
  const value = context.switchToHttp().getRequest<FastifyRequest>().headers[HEADER.toLowerCase()];
  return typeof value === 'string' && value !== '' ? value : undefined;
});

/** Documents that a route reads it. */
export const TakesSeen = (): MethodDecorator =>
  ApiHeader({
    name: HEADER,
    required: false,
    description: 'El ticket que se veía en el puesto, o none: si ya es otro, 409 y no se hace nada',
    schema: { type: 'string', maxLength: 36 },
  });
