import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Call {
  headers: IncomingHttpHeaders;
  /** As it came, byte for byte. */
  body: string;
}

/** What becomes of a call: an answer, or none. */
export type Fault = number | 'hangs' | 'hangs up' | { redirect: string };

/** A bank's own receiver, which can go wrong. */
export class Receiver {
  readonly calls: Call[] = [];
  /** Of the next calls, in order; then all is well. */
  readonly faults: Fault[] = [];

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  static async start(): Promise<Receiver> {
    const server = createServer();
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = server.address() as AddressInfo;
    const receiver = new Receiver(server, `http://127.0.0.1:${port}/alerts`);
    server.on('request', (request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        receiver.calls.push({ headers: request.headers, body });
        receiver.answer(response);
      });
    });
    return receiver;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((done) => this.server.close(done));
  }

  private answer(response: ServerResponse): void {
    const fault = this.faults.shift() ?? 204;
    if (fault === 'hangs') return;
    if (fault === 'hangs up') response.destroy();
    else if (typeof fault === 'number') response.writeHead(fault).end();
    else response.writeHead(302, { location: fault.redirect }).end();
  }
}
