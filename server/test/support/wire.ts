import { request, type Agent } from 'node:http';
import { connect } from 'node:net';

/** A request as it goes over the wire, well formed or not. */
export interface WireRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: string | null;
}

export interface WireAnswer {
  status: number;
  type: string;
  text: string;
}

/** Without a client in between that would mend the request. */
export function sendRaw(url: string, wire: WireRequest, agent: Agent): Promise<WireAnswer> {
  return new Promise((answered, failed) => {
    const { method, path, headers, body } = wire;
    const { hostname, port } = new URL(url); // by its parts: a URL would mend the path
    const length = body === null ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options = { hostname, port, path, method, agent, headers: { ...headers, ...length } };
    const out = request(options, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => {
        const type = answer.headers['content-type'] ?? '';
        answered({ status: answer.statusCode ?? 0, type, text: Buffer.concat(chunks).toString() });
      });
    });
    out.on('error', failed);
    out.end(body ?? undefined);
  });
}

/** Byte by byte, until the server closes. */
export function overTcp(port: string, request: string): Promise<{ status: number; type: string; body: string }> {
  return new Promise((answered, failed) => {
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(request));
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('error', failed);
    socket.on('close', () => {
      const [head = '', body = ''] = text.split('\r\n\r\n');
      const type = /^content-type: ([^;\r]+)/im.exec(head)?.[1] ?? '';
      answered({ status: Number(head.split(' ')[1]), type, body });
    });
  });
}
