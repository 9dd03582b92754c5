import { connect, type Socket } from 'node:net';

/** A connection that a test writes to byte by byte, and what came back on it. */
export interface Line {
  socket: Socket;
  heard(): string;
  /** Resolves when the server has closed it, with the ms since it was opened. */
  closed: Promise<number>;
}

export function openLine(url: string, from?: string): Promise<Line> {
  const { port } = new URL(url);
  return new Promise((opened) => {
    const since = performance.now();
    const socket = connect({ port: Number(port), host: '127.0.0.1', ...(from ? { localAddress: from } : {}) });
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('error', () => {}); // reset by the server: closed, all the same
    const closed = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now() - since)));
    socket.once('connect', () => opened({ socket, heard: () => text, closed }));
  });
}

/** The status of the first answer on it. */
export const statusOf = (line: Line): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(line.heard())?.[1]);

/** One whole exchange: the answer's status, headers (small letters) and body. */
export async function exchange(
  url: string,
  request: string,
): Promise<{ status: number; headers: Headers; body: string }> {
  const line = await openLine(url);
  line.socket.write(request);
  await line.closed;
  const [head = '', ...body] = line.heard().split('\r\n\r\n');
  const headers = new Headers();
  for (const one of head.split('\r\n').slice(1)) {
    const [name = '', value = ''] = one.split(/:\s*(.*)/s);
    headers.append(name, value);
  }
  return { status: statusOf(line), headers, body: body.join('\r\n\r\n') };
}
