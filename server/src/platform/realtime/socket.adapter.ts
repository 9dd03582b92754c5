import type { INestApplicationContext } from '@nestjs/common';
import { SOCKET_PATH } from '@ticketero/contract';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Namespace, Server, ServerOptions } from 'socket.io';

import { answerProblem } from '../http/client-error.js';
import type { SocketLimits } from './socket-limits.js';

/** No client sends more than a small request. */
const MAX_MESSAGE_BYTES = 16 * 1024;

/** WebSocket only, so no sticky sessions; compression off: it costs seven times the CPU and four times the delay. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly limits: SocketLimits,
  ) {
    super(app);
  }

  override createIOServer(port: number, options?: ServerOptions): Server {
    const server = super.createIOServer(port, {
      ...options,
      path: SOCKET_PATH,
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      cleanupEmptyChildNamespaces: false,
      allowRequest: (request, decide) => {
        const refused = this.limits.refusal(request);
        if (refused) answerProblem(request.socket, refused);
        decide(refused?.code, refused === null);
      },
    } as ServerOptions) as Server;
    server.engine.on('connection', (connection: Parameters<SocketLimits['watch']>[0]) => this.limits.watch(connection));
    // socket.io always has the namespace `/`; nobody of ours is in it.
    server.use((_socket, next) => next(new Error('NO_AUTENTICADO')));
    return server;
  }

  /** By now the gateway has put its own door in front. */
  override bindClientConnect(namespace: Namespace, callback: (...args: unknown[]) => void): void {
    this.limits.guard(namespace);
    super.bindClientConnect(namespace as never, callback);
  }

  /**
   * The HTTP server is Fastify's to close: socket.io would wait here for its last connection, and until Fastify closes it
   * each of them is served as ever. A namespace has no engine of its own.
   */
  override async close(server: Server): Promise<void> {
    if ('engine' in server) server.engine.close();
  }
}
