type Env = Record<string, string | undefined>;

/** Whether the standard variables ask for traces, and what of them we do not do; `words`: for the operator. */
export function tracesWanted(env: Env): { wanted: boolean; words: string[] } {
  const exporter = env['OTEL_TRACES_EXPORTER'] || null;
  const endpoint = env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] || env['OTEL_EXPORTER_OTLP_ENDPOINT'] || null;
  if (env['OTEL_SDK_DISABLED']?.trim().toLowerCase() === 'true' || exporter === 'none')
    return { wanted: false, words: [] };
  if (exporter !== null && exporter !== 'otlp') {
    return { wanted: false, words: [`OTEL_TRACES_EXPORTER: ${NO_TRACES}, only otlp and none are known`] };
  }
  if (exporter === null && endpoint === null) return { wanted: false, words: [] };
  const protocol = env['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL'] || env['OTEL_EXPORTER_OTLP_PROTOCOL'] || 'http/json';
  const words = protocol === 'grpc' ? ['OTEL_EXPORTER_OTLP_PROTOCOL: http/json is spoken, on port 4318 as a rule'] : [];
  return { wanted: true, words };
}

const NO_TRACES = 'no traces are sent';
