import type { Attributes, Tracer } from '@opentelemetry/api';

/** Null: nobody asked for traces, and nothing of OpenTelemetry is loaded. */
let tracer: Tracer | null = null;
let stop: () => Promise<void> = () => Promise.resolve();

/** From now on spans are made, until `end` is called. */
export function traceWith(own: Tracer, end: () => Promise<void>): void {
  tracer = own;
  stop = end;
}

/** What is not sent yet may leave. */
export const stopTracing = (): Promise<void> => stop();

/** `work` as a span; nothing but `work` where nobody asked for traces. `attributes`: ids and closed words (R13). */
export function traced<T>(name: string, attributes: Attributes, work: () => Promise<T>): Promise<T> {
  if (tracer === null) return work();
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: ERROR });
      span.setAttribute('error.type', error instanceof Error ? error.name : 'unknown');
      throw error;
    } finally {
      span.end();
    }
  });
}

/** SpanStatusCode.ERROR, without loading the package for it. */
const ERROR = 2;

/** For whoever has more to say of the span that is under way. */
export const isTracing = (): boolean => tracer !== null;
