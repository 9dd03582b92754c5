import type { Problem } from '@ticketero/contract';

/** The server answered with a problem (R14). */
export class ApiError extends Error {
  constructor(
    readonly problem: Problem,
    readonly retryAfterSeconds: number | null,
  ) {
    super(problem.detail);
    this.name = 'ApiError';
  }
}

/** No answer: the network, or the server, is gone. Whether the command was carried out is unknown. */
export class NetworkError extends Error {
  constructor() {
    super('no answer');
    this.name = 'NetworkError';
  }
}

export interface ApiOptions {
  /** Called before each request; null sends none. */
  token: () => string | null;
  /** Called once upon a 401; true means that there is a new token and the request is sent again. */
  renew?: () => Promise<boolean>;
  /** Milliseconds without an answer until NetworkError. */
  timeoutMs?: number;
}

export interface CallOptions {
  body?: unknown;
  headers?: Record<string, string>;
  /** Ends the request: the promise fails as if there were no answer. */
  signal?: AbortSignal;
  /** Instead of the usual one, for what takes its time. */
  timeoutMs?: number;
}

export interface Api {
  /** The parsed answer, or null for 204. Throws ApiError or NetworkError. */
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, options?: CallOptions): Promise<T>;
}

function signalOf(timeoutMs: number, ended: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(timeoutMs);
  return ended ? AbortSignal.any([timeout, ended]) : timeout;
}

export function createApi(options: ApiOptions): Api {
  const timeoutMs = options.timeoutMs ?? 10_000;

  async function send(method: string, path: string, call: CallOptions): Promise<Response> {
    const token = options.token();
    const headers: Record<string, string> = { accept: 'application/json', ...call.headers };
    if (token) headers['authorization'] = `Bearer ${token}`;
    if (call.body !== undefined) headers['content-type'] = 'application/json';
    try {
      return await fetch(path, {
        method,
        headers,
        credentials: 'same-origin',
        cache: 'no-store',
        signal: signalOf(call.timeoutMs ?? timeoutMs, call.signal),
        ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      });
    } catch {
      throw new NetworkError();
    }
  }

  return {
    async call<T>(method: string, path: string, call: CallOptions = {}): Promise<T> {
      let response = await send(method, path, call);
      if (response.status === 401 && options.renew && (await options.renew())) {
        response = await send(method, path, call);
      }
      if (response.status === 204) return null as T;
      let answer: unknown;
      try {
        answer = await response.json();
      } catch {
        throw new NetworkError(); // a proxy's error page: not our server
      }
      if (response.ok) return answer as T;
      const retryAfter = Number(response.headers.get('retry-after'));
      throw new ApiError(answer as Problem, Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null);
    },
  };
}
