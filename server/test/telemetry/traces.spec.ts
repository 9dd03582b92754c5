import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';

import { tracesWanted } from '../../src/platform/tracing/wanted.js';
import { ServerProcess } from '../support/built-server.js';
import { client, type TestClient } from '../support/client.js';
import { createDatabase, type TestDatabase } from '../support/database.js';
import { quietPort } from '../../../tools/lib/free-ports.mjs';

/** With letters of its own: among so many moments in nanoseconds one may have any eight digits in it. */
const RUT = 'ZQ9X5W7V3';
const PHONE = '+56987654321';

interface Attribute {
  key: string;
  value: { stringValue?: string; intValue?: number | string };
}
interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: Attribute[];
}
interface Received {
  resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[];
}

/** What a collector is to us: OTLP over HTTP, as JSON. */
class Receiver {
  readonly texts: string[] = [];
  private server!: Server;

  async start(): Promise<string> {
    this.server = createServer((request, response) => {
      let text = '';
      request.setEncoding('utf8').on('data', (part: string) => (text += part));
      request.on('end', () => {
        if (request.url === '/v1/traces' && request.headers['content-type'] === 'application/json')
          this.texts.push(text);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    }).listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get all(): Received[] {
    return this.texts.map((text) => JSON.parse(text) as Received);
  }

  get spans(): Span[] {
    return this.all.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }

  /** The first span that fits, among those that came and those to come. */
  async until(fits: (span: Span) => boolean): Promise<Span> {
    for (;;) {
      const found = this.spans.find(fits);
      if (found) return found;
      await once(this.server, 'request');
      await new Promise((done) => setImmediate(done));
    }
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

const attribute = ({ attributes }: { attributes: Attribute[] }, name: string): string | undefined => {
  const value = attributes.find(({ key }) => key === name)?.value;
  return value && String(value.stringValue ?? value.intValue);
};

describe('traces by the standard variables', () => {
  let database: TestDatabase;
  let server: ServerProcess;
  beforeEach(async () => {
    database = await createDatabase();
  });
  afterEach(async () => {
    server.kill('SIGKILL');
    await server.ended;
    await database.drop();
  });

  async function start(env: Record<string, string>): Promise<{ url: string; kiosk: TestClient }> {
    server = new ServerProcess({
      ...{ DATABASE_URL: database.url, SEED_DEMO: 'true', JWT_SECRET: 'j'.repeat(32), PII_KEY: '0'.repeat(64) },
      ...env,
    });
    const url = await server.ready();
    const { body } = await client(url).send('POST', '/api/demo/devices', { kind: 'KIOSK' });
    return { url, kiosk: client(url, body.deviceToken) };
  }

  it('a command as spans: the request, the branch’s turn, its statements; with ids, and R13: nothing of a person', async () => {
    const receiver = new Receiver();
    const endpoint = await receiver.start();
    const { url, kiosk } = await start({
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_SERVICE_NAME: 'ticketero-centro',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    });
    const issued = await kiosk.send('POST', '/api/tickets', { nationalId: RUT, telefono: PHONE, queueType: 'CAJA' });
    expect(issued.status).toBe(201);
    await kiosk.send('GET', `/api/tickets/by-rut/${RUT}?x=${encodeURIComponent(PHONE)}`);
    await client(url).send('GET', '/api/health');

    const request = await receiver.until(({ name }) => name === 'POST /api/tickets');
    expect([attribute(request, 'http.route'), attribute(request, 'ticketero.request_id')]).toEqual([
      '/api/tickets',
      issued.headers.get('x-request-id'),
    ]);
    const branchId = attribute(request, 'ticketero.branch_id');
    expect(branchId).toMatch(/^\d+$/);
    const within = (span: Span) => span.traceId === request.traceId;
    const command = await receiver.until((span) => within(span) && span.name === 'branch command');
    expect(attribute(command, 'ticketero.branch_id')).toBe(branchId);
    const statement = await receiver.until((span) => span.parentSpanId === command.spanId && /^pg/.test(span.name));
    expect(statement.traceId).toBe(request.traceId);
    await receiver.until((span) =>
      /^branch-load-issue|^branch-load/.test(attribute(span, 'ticketero.statement') ?? ''),
    );
    const job = await receiver.until(({ name }) => name === 'job');
    expect(attribute(job, 'ticketero.job')).toMatch(/^[a-z-]+$/);
    await receiver.until(({ name }) => name.startsWith('GET /api/tickets/by-rut/'));
    expect(receiver.spans.filter(({ name }) => /health/.test(name))).toEqual([]);
    for (const { resource } of receiver.all.flatMap(({ resourceSpans }) => resourceSpans)) {
      expect(attribute(resource, 'service.name')).toBe('ticketero-centro');
    }

    server.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
    receiver.stop();
    const told = receiver.texts.join('');
    const traces = [RUT.slice(0, 8), PHONE.slice(1), issued.body.codigoReferencia, kiosk.token, '127.0.0.1', 'select '];
    expect(traces.filter((trace) => told.includes(trace))).toEqual([]);
  });

  it.each(['nobody there', 'one that is silent'])(
    'R11: a receiver that does not take them (%s): everything else goes on, also the end',
    async (which) => {
      const silent = createServer(() => {}).listen(0, '127.0.0.1');
      await once(silent, 'listening');
      const port = which === 'nobody there' ? await quietPort() : (silent.address() as AddressInfo).port;
      const { url, kiosk } = await start({
        OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
        OTEL_BSP_SCHEDULE_DELAY: '50',
        LOG_LEVEL: 'info',
      });
      for (const nationalId of ['11111111-1', '22222222-2', '33333333-3']) {
        expect((await kiosk.send('POST', '/api/tickets', { nationalId, queueType: 'CAJA' })).status).toBe(201);
      }
      expect((await client(url).send('GET', '/api/health')).body.status).toBe('UP');
      const before = performance.now();
      server.kill('SIGTERM');
      const { code, stdout } = await server.ended;
      expect(code).toBe(0);
      expect(performance.now() - before).toBeLessThan(5_000);
      expect(stdout.match(/traces are not taken/g)?.length ?? 0).toBeLessThanOrEqual(1);
      silent.closeAllConnections();
      silent.close();
    },
  );
});

describe('without traces', () => {
  const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' };

  it('nothing of OpenTelemetry but its names is read by a start', () => {
    const main = resolve(__dirname, '../../dist/main.js');
    const script = `require(process.argv[1]);
      console.log(JSON.stringify(Object.keys(require.cache).flatMap((file) => file.match(/@opentelemetry.[^/\\\\]+/) ?? [])))`;
    const loaded = (env: Record<string, string>): Set<string> =>
      new Set(
        JSON.parse(
          execFileSync(process.execPath, ['-e', script, main], {
            env: { PATH: process.env['PATH'], ...env },
          }).toString(),
        ) as string[],
      );
    // prom-client brings the names itself, for exemplars.
    expect([...loaded({})].filter((name) => name !== '@opentelemetry/api')).toEqual([]);
    expect(
      [...loaded({ ...ENDPOINT, OTEL_SDK_DISABLED: 'true' })].filter((name) => name !== '@opentelemetry/api'),
    ).toEqual([]);
    expect(loaded(ENDPOINT)).toContain('@opentelemetry/sdk-trace-node');
  });

  it.each([
    [{}, false, 0],
    [ENDPOINT, true, 0],
    [{ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector:4318/v1/traces' }, true, 0],
    [{ OTEL_TRACES_EXPORTER: 'otlp' }, true, 0],
    [{ ...ENDPOINT, OTEL_TRACES_EXPORTER: 'none' }, false, 0],
    [{ ...ENDPOINT, OTEL_SDK_DISABLED: 'TRUE' }, false, 0],
    [{ ...ENDPOINT, OTEL_TRACES_EXPORTER: 'zipkin' }, false, 1],
    [{ ...ENDPOINT, OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, true, 1],
  ])('%j: %p, and %d lines for the operator', (env, wanted, lines) => {
    const answer = tracesWanted(env);
    expect([answer.wanted, answer.words.length]).toEqual([wanted, lines]);
  });
});
