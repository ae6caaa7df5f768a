import type { Gate, RawHeaders } from '../http/gate.js';

/** Headers of answers that a page of another origin may read besides those that it always may. */
const exposed = [
  ...[
    'Deprecation',
    'ETag',
    'Idempotency-Replayed',
    'RateLimit',
    'RateLimit-Policy',
    'Retry-After',
    'Sunset',
  ],
  ...['WWW-Authenticate', 'X-Request-Id'],
].join(', ');
/** Headers that it may send. */
const sent =
  'Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, MCP-Protocol-Version, X-API-Key, X-Request-Id';
const methods = 'GET, HEAD, POST, PUT, DELETE';
/** A browser may go by the answer to a preflight for so long. */
const preflightSeconds = '600';

/**
 * Lets pages of some other origins ask (CORS, Fetch §3.3), in the name of whoever has a key, and never by a cookie. A preflight is answered before it is
 * asked who asks, which a browser does not say in it.
 */
export const allowOrigins = (gate: Gate, origins: readonly string[]): Gate => {
  const allowed = new Set(origins);
  return (request) => {
    const { method, headers } = request;
    const { origin } = headers;
    // A cache must not give the answer for one origin to another.
    if (origin === undefined || !allowed.has(origin)) return withHeaders(gate(request), ['Vary', 'Origin']);
    const own = ['Access-Control-Allow-Origin', origin, 'Vary', 'Origin'];
    if (method === 'OPTIONS' && headers['access-control-request-method'] !== undefined)
      return {
        code: 'preflight',
        headers: [
          ...own,
          ...['Access-Control-Allow-Methods', methods, 'Access-Control-Allow-Headers', sent],
          ...['Access-Control-Max-Age', preflightSeconds],
        ],
      };
    return withHeaders(gate(request), [...own, 'Access-Control-Expose-Headers', exposed]);
  };
};

const withHeaders = (admission: ReturnType<Gate>, headers: RawHeaders): ReturnType<Gate> =>
  admission instanceof Promise
    ? admission.then((one) => ({ ...one, headers: [...(one.headers ?? []), ...headers] }))
    : { ...admission, headers: [...(admission.headers ?? []), ...headers] };
