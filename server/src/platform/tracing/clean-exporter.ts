import type { Attributes } from '@opentelemetry/api';
import type { ReadableSpan, SpanExporter } from '@opentelemetry/sdk-trace-node';

/** What a span may say. No address (it can hold a national id, a reference, the bot's token), no text of a statement (R13). */
const SAID = new Set([
  'http.request.method',
  'http.response.status_code',
  'http.route',
  'http.method',
  'http.status_code',
  'error.type',
  'db.system',
  'db.system.name',
  'db.operation.name',
  'ticketero.statement',
  'ticketero.request_id',
  'ticketero.branch_id',
  'ticketero.job',
]);

const cleanAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(Object.entries(attributes).filter(([name]) => SAID.has(name)));

/** Without the words of errors: a database's can quote a value. */
const clean = (span: ReadableSpan): ReadableSpan =>
  Object.create(span, {
    attributes: { value: cleanAttributes(span.attributes), enumerable: true },
    events: { value: [], enumerable: true },
    links: { value: [], enumerable: true },
    status: { value: { code: span.status.code }, enumerable: true },
  }) as ReadableSpan;

type Result = Parameters<Parameters<SpanExporter['export']>[1]>[0];

/** Cleans every span on its way out, whoever made it; says once for each episode that they are not taken. */
export class CleanExporter implements SpanExporter {
  private failing = false;

  constructor(
    private readonly inner: SpanExporter,
    private readonly warn: (text: string) => void,
  ) {}

  export(spans: ReadableSpan[], done: (result: Result) => void): void {
    this.inner.export(spans.map(clean), (result) => {
      const failed = result.code !== 0;
      if (failed && !this.failing) this.warn('traces are not taken by their receiver; everything else goes on');
      this.failing = failed;
      done({ code: result.code });
    });
  }

  shutdown(): Promise<void> {
    return this.inner.shutdown();
  }

  forceFlush(): Promise<void> {
    return this.inner.forceFlush?.() ?? Promise.resolve();
  }
}
