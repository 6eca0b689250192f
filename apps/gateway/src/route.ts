import { SERVICES, type ServiceName } from '@beian/contracts/services';

/** Where a request to `/api/<service>/…` goes: the service, and the path as the service knows it, without the query. */
export interface Route {
  readonly service: ServiceName;
  readonly path: string;
}

/** First segments that are for operators and the gateway itself; no request from outside reaches them. */
const INTERNAL: ReadonlySet<string> = new Set(['health', 'internal', 'tokens', 'openapi.json', 'metrics']);
/** Unreserved characters of RFC 3986 and what our ids hold; anything else must be percent-encoded by its sender. */
const PLAIN = /^[\w\-.~!$&'()*+,;=:@%]*$/;

/**
 * Reads `/<service>/…` (what follows `/api`). Undefined for unknown services, for what is not open, and for every way to
 * write a path so that gateway and service could read it differently: dot segments, empty ones, encoded slashes, NUL.
 */
export function routeOf(path: string): Route | undefined {
  const [lead, service, ...segments] = path.split('/');
  if (lead !== '' || service === undefined || segments.length === 0) return undefined;
  if (!(SERVICES as readonly string[]).includes(service)) return undefined;
  const trimmed = segments.at(-1) === '' ? segments.slice(0, -1) : segments;
  const decoded = trimmed.map(decode);
  if (decoded.length === 0 || decoded.some((segment) => !isSound(segment))) return undefined;
  if (INTERNAL.has(decoded[0]!.toLowerCase())) return undefined;
  return { service: service as ServiceName, path: `/${trimmed.join('/')}` };
}

function decode(segment: string): string | undefined {
  if (!PLAIN.test(segment)) return undefined;
  try {
    return decodeURIComponent(segment);
  } catch {
    return undefined;
  }
}

function isSound(segment: string | undefined): segment is string {
  return segment !== undefined && segment !== '' && segment !== '.' && segment !== '..' && !/[/\\\u0000-\u001f\u007f]/.test(segment);
}
