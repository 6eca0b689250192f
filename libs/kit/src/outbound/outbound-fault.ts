/**
 * Why nothing came back. `scheme`, `port`, `credentials`, `address`: the target is none that we ask, at some hop.
 * `no_such_host`: DNS knows no such name. `unresolved`: DNS could not say. `unreachable`: no connection, or one that broke.
 * `too_slow`, `too_large`, `malformed`, `redirects`: it answered in a way that is not listened to any longer.
 */
export type OutboundReason = 'scheme' | 'port' | 'credentials' | 'address' | 'no_such_host' | 'unresolved' | 'unreachable' | 'too_slow' | 'too_large' | 'malformed' | 'redirects';

/** A request to the outside that was refused by us or failed there. Holds no address, header or text of the other side. */
export class OutboundFault extends Error {
  readonly reason: OutboundReason;
  readonly code: string;
  /** Position in the chain of redirects, 0 for the address asked first. */
  readonly hop: number;

  constructor(reason: OutboundReason, hop: number) {
    super(`outbound.${reason} at hop ${hop}`);
    this.name = 'OutboundFault';
    this.reason = reason;
    this.code = `outbound.${reason}`;
    this.hop = hop;
  }
}

const SLOW = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'UND_ERR_CONNECT_TIMEOUT']);

/** Any error of connection, parser or decoder as a fault; by name and code, as such errors may come from another realm. */
export function faultOf(error: unknown, hop: number): OutboundFault {
  if (error instanceof OutboundFault) return error;
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  if (name === 'TimeoutError' || name === 'AbortError' || SLOW.has(String(code))) return new OutboundFault('too_slow', hop);
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return new OutboundFault('too_large', hop);
  if (/^(HPE_|Z_|ERR__ERROR_FORMAT|ERR_BROTLI|UND_ERR_RES_CONTENT_LENGTH)/.test(String(code))) return new OutboundFault('malformed', hop);
  return new OutboundFault('unreachable', hop);
}
