import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';

import type { INestApplicationContext } from '@nestjs/common';
import { SOCKET_PATH } from '@ticketero/contract';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Namespace, Server, ServerOptions } from 'socket.io';

import { ProblemError } from '../errors/problem.js';
import { UNREADABLE } from '../errors/unreadable.js';
import { answerProblem } from '../http/client-error.js';
import type { Metrics } from '../metrics/metrics.js';
import type { Neighbours } from '../redis/neighbours.js';
import type { SocketLimits } from './socket-limits.js';

/** No client sends more than a small request. */
const MAX_MESSAGE_BYTES = 16 * 1024;

/** What we use of engine.io and of ws below it, which declare it private or not at all. */
interface Engine {
  on(event: 'connection_error', hear: (error: { req: IncomingMessage }) => void): void;
  handleRequest(request: IncomingMessage, response: ServerResponse): void;
  opts: { wsEngine: new (options: unknown) => WebSocketServer };
  init(): void;
}
interface WebSocketServer {
  on(event: 'wsClientError', hear: (error: Error, socket: Socket) => void): void;
}

/** What is no WebSocket, or a wrong one, would be answered by engine.io, past all our doors: a problem here too (R14). */
function refuseInOurWords(engine: Engine): void {
  const refuse = (socket: Socket): void => answerProblem(socket, new ProblemError('VALIDACION_FALLIDA', UNREADABLE));
  engine.handleRequest = ({ socket }) => refuse(socket);
  engine.on('connection_error', ({ req }) => refuse(req.socket));
  // Made anew whenever the HTTP server begins to listen.
  engine.opts.wsEngine = class extends engine.opts.wsEngine {
    constructor(options: unknown) {
      super(options);
      this.on('wsClientError', (_error, socket) => refuse(socket));
    }
  };
  engine.init();
}

/** WebSocket only, so no sticky sessions; compression off: it costs seven times the CPU and four times the delay. */
export class SocketAdapter extends IoAdapter {
  constructor(
    app: INestApplicationContext,
    private readonly limits: SocketLimits,
    private readonly neighbours: Neighbours,
    private readonly metrics: Metrics,
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
      adapter: this.neighbours.adapter(),
      allowRequest: (request, decide) => {
        const answer = (refused: ProblemError | null): void => {
          if (refused) answerProblem(request.socket, refused);
          decide(refused?.code, refused === null);
        };
        this.limits.refusal(request).then(answer, () => answer(new ProblemError('ERROR_INTERNO')));
      },
    } as ServerOptions) as Server;
    server.engine.on('connection', (connection: Parameters<SocketLimits['watch']>[0]) => this.limits.watch(connection));
    refuseInOurWords(server.engine as unknown as Engine);
    this.neighbours.join(server);
    // socket.io always has the namespace `/`; nobody of ours is in it.
    server.use((_socket, next) => next(new Error('NO_AUTENTICADO')));
    return server;
  }

  /** By now the gateway has put its own door in front. */
  override bindClientConnect(namespace: Namespace, callback: (...args: unknown[]) => void): void {
    this.limits.guard(namespace);
    const { name, sockets } = namespace;
    this.metrics.atScrape(() => this.metrics.sockets.set({ namespace: name.slice(1) }, sockets.size));
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
