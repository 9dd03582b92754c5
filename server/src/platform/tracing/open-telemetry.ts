import type { IncomingMessage } from 'node:http';

import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { registerInstrumentations } from '@opentelemetry/instrumentation';
import { HttpInstrumentation } from '@opentelemetry/instrumentation-http';
import { PgInstrumentation } from '@opentelemetry/instrumentation-pg';
import { detectResources, envDetector, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';

import { VERSION } from '../version.js';
import { CleanExporter } from './clean-exporter.js';
import { traceWith } from './tracing.js';

/** A receiver that does not answer does not keep the process from ending. */
const FLUSH_LIMIT_MS = 1_000;

/** Asked for every few seconds, by machines. */
const isWatching = ({ url = '' }: IncomingMessage): boolean => /^\/(metrics|api\/health)/.test(url);

/**
 * Traces by the standard variables (OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_EXPORTER_OTLP_*, OTEL_TRACES_SAMPLER,
 * OTEL_BSP_*): HTTP and PostgreSQL by their instrumentations, commands and jobs by us. Before HTTP and pg are loaded.
 */
export function startTracing(): void {
  const named = resourceFromAttributes({ 'service.name': 'ticketero', 'service.version': VERSION });
  const exporter = new CleanExporter(new OTLPTraceExporter(), warn);
  const provider = new NodeTracerProvider({
    resource: named.merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(exporter)],
  });
  provider.register();
  registerInstrumentations({
    tracerProvider: provider,
    instrumentations: [
      new HttpInstrumentation({ ignoreIncomingRequestHook: isWatching }),
      new PgInstrumentation({
        requireParentSpan: true,
        requestHook: (span, { query }) => {
          if (query.name) span.setAttribute('ticketero.statement', query.name);
        },
      }),
    ],
  });
  traceWith(provider.getTracer('ticketero', VERSION), async () => {
    const limit = new Promise<void>((done) => setTimeout(done, FLUSH_LIMIT_MS).unref());
    await Promise.race([provider.shutdown().catch(() => {}), limit]);
  });
}

/** In the form of the log, which is not there yet when this is loaded. */
function warn(text: string): void {
  const line = { level: 40, time: new Date().toISOString(), context: 'Traces', msg: text };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
