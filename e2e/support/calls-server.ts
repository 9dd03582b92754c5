import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

import { CHANGED_EVENT, REALTIME_PROTOCOL, SOCKET_PATH, type Board, type CalledTicket } from '@ticketero/contract';
import { Server } from 'socket.io';

import { ROOT } from './server.mjs';

const QUEUES = ['CAJA', 'PERSONAL_BANKER', 'EMPRESAS', 'GERENCIA'] as const;
const PREFIXES = ['C', 'P', 'E', 'G'];
const ON_BOARD = 20;
const MODULES = 8;
const START = Date.parse('2026-03-11T12:00:00.000Z');
/** Longer than a call keeps the hero place to itself, also one whose voice never says that it has ended. */
export const BETWEEN_CALLS_MS = 26_000;
/** One in so many is the number before it, called again. */
const RECALLED = 10;
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
};

/** The display as it is built, and a feed of calls that speaks the display's protocol as fast as it is told to. */
export async function startCallsServer(): Promise<{
  origin: string;
  /** Calls so many more, one state each; resolves when they are on their way. */
  call: (count: number) => void;
  close: () => Promise<void>;
}> {
  const http = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    const file =
      path.startsWith('/display/') && extname(path) ? normalize(path.slice('/display/'.length)) : 'index.html';
    readFile(join(ROOT, 'display/dist', file)).then(
      (bytes) => response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  const io = new Server(http, { path: SOCKET_PATH, serveClient: false });
  const feed = new Feed();
  const display = io.of('/display');
  display.on('connection', (socket) =>
    socket.emit('snapshot', { protocol: REALTIME_PROTOCOL, revision: feed.revision, at: feed.at, state: feed.board }),
  );
  await new Promise<void>((done) => http.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    call: (count) => {
      for (let i = 0; i < count; i += 1) {
        feed.next();
        display.emit(CHANGED_EVENT.display, { revision: feed.revision, at: feed.at, state: feed.board });
      }
    },
    close: async () => {
      await io.close();
    },
  };
}

/** A branch that calls somebody every few seconds of its own time, for as long as one likes. */
class Feed {
  revision = 0;
  private called: CalledTicket[] = [];

  get at(): string {
    return new Date(START + this.revision * BETWEEN_CALLS_MS).toISOString();
  }

  get board(): Board {
    const waiting = QUEUES.map((queueType, i) => ({
      queueType,
      displayName: queueType,
      prefix: PREFIXES[i] ?? 'X',
      waiting: (this.revision * (i + 3)) % 17,
      onDuty: true,
    }));
    const branch = { code: 'CENTRO', name: 'Sucursal Centro', timeZone: 'America/Santiago', open: true };
    return {
      branch: { ...branch, reason: null, opensAt: null, closesAt: null, text: null, texts: null, holiday: null },
      waiting,
      called: this.called,
      notices: [],
    };
  }

  next(): void {
    this.revision += 1;
    const [last, ...before] = this.called;
    if (last && this.revision % RECALLED === 0) {
      this.called = [{ ...last, lastCalledAt: this.at, recallCount: last.recallCount + 1 }, ...before];
      return;
    }
    const queue = this.revision % QUEUES.length;
    const ticket = {
      numero: `${PREFIXES[queue] ?? 'X'}${String(this.revision % 100).padStart(2, '0')}`,
      moduleNumber: (this.revision % MODULES) + 1,
      queueType: QUEUES[queue] ?? 'CAJA',
      calledAt: this.at,
      lastCalledAt: this.at,
      recallCount: 0,
      serving: true,
    };
    const rest = this.called.map((one, i) => ({ ...one, serving: i < MODULES - 1 }));
    this.called = [ticket, ...rest].slice(0, ON_BOARD);
  }
}
