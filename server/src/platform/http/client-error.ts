import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';

import { ProblemError } from '../errors/problem.js';
import { UNREADABLE } from '../errors/unreadable.js';

const STATUS: Record<string, number> = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 };

/** What Node's parser refuses never becomes a request; the answer is a problem like any other (R14). */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  answerProblem(socket, new ProblemError('VALIDACION_FALLIDA', UNREADABLE, {}, status));
}

/** Answers where there is no reply to answer with, and closes. */
export function answerProblem(socket: Socket, problem: ProblemError): void {
  if (!socket.writable) return; // it was answered, or has left
  const { status, extra } = problem;
  const body = JSON.stringify(problem.toProblem());
  const lines = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/problem+json',
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    ...(status === 429 ? [`Retry-After: ${extra.retryAfter ?? 60}`] : []),
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
