import type { LookupFunction } from 'node:net';
import { Client, type Dispatcher } from 'undici';
import { readBounded, type Overflow } from './bounded-body.ts';
import { OutboundFault, faultOf } from './outbound-fault.ts';
import { systemResolve, targetOf, type Target, type TargetRules } from './target.ts';

export { OutboundFault, type OutboundReason } from './outbound-fault.ts';

/** What one client may ask, and how long it listens. */
export interface OutboundOptions extends Partial<TargetRules> {
  /** Bytes of a body at most, also after decompression; 1 MiB. */
  readonly maxBytes?: number;
  /** Everything together: names, connections, redirects, bodies; 10 s. */
  readonly totalMs?: number;
  /** Redirects followed, each judged like the first address; 5. */
  readonly maxRedirects?: number;
  readonly userAgent?: string;
}

/** One request. */
export interface OutboundRequest {
  /** Redirects are followed for GET and HEAD only. */
  readonly method?: 'GET' | 'HEAD' | 'POST';
  /** Sent to the first host only. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** `cut` gives what fits the limit; `fail`, the default, throws `too_large`. */
  readonly overflow?: Overflow;
}

/** An answer, whatever its status. */
export interface OutboundAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
  /** The body was longer, and the rest is not here. */
  readonly cut: boolean;
  /** Every address asked, in order; the last one answered. */
  readonly hops: readonly { readonly url: string; readonly address: string }[];
}

/** The one way by which a service asks servers that others have named. */
export interface Outbound {
  /** Rejects with OutboundFault only. */
  request(url: string, request?: OutboundRequest): Promise<OutboundAnswer>;
}

const MIB = 1024 * 1024;
const HEADER_BYTES = 32 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * A client for addresses that come from outside (abuse 30, 31): http and https on their own ports, public addresses only, names resolved
 * once a hop and pinned, redirects judged one by one, bytes and time bounded. Nothing in the environment widens it.
 */
export function createOutbound(options: OutboundOptions = {}): Outbound {
  const rules: TargetRules = { schemes: options.schemes ?? ['https', 'http'], ports: options.ports ?? [443, 80], allow: options.allow ?? [], resolve: options.resolve ?? systemResolve };
  const { maxBytes = MIB, totalMs = 10_000, maxRedirects = 5, userAgent = 'beian-probe/1' } = options;

  async function follow(first: string, request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
    const hops: { url: string; address: string }[] = [];
    let next: string | URL = first;
    let base: URL | undefined;
    for (let hop = 0; ; hop += 1) {
      const target: Target = await inTime(targetOf(next, rules, hop, base), signal, hop);
      hops.push({ url: target.url.href, address: target.address });
      const answer = await ask(target, hop, hop === 0 ? request : { ...request, headers: {} }, signal);
      const location = locationOf(answer);
      if (location === undefined || request.method === 'POST') return { ...answer, hops };
      if (hop >= maxRedirects) throw new OutboundFault('redirects', hop);
      [next, base] = [location, target.url];
    }
  }

  async function ask(target: Target, hop: number, { method = 'GET', headers = {}, body, overflow = 'fail' }: OutboundRequest, signal: AbortSignal): Promise<Omit<OutboundAnswer, 'hops'>> {
    const { url } = target;
    const client = new Client(url.origin, { connect: { lookup: pinned(target), timeout: totalMs }, allowH2: false, maxHeaderSize: HEADER_BYTES, headersTimeout: totalMs, bodyTimeout: totalMs, pipelining: 0 });
    try {
      const answer: Dispatcher.ResponseData = await client.request({
        method, path: `${url.pathname}${url.search}`, signal, ...(body !== undefined && { body }),
        headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'gzip, deflate, br', ...headers },
      });
      const read = await readBounded(answer.body, String(answer.headers['content-encoding'] ?? ''), maxBytes, isRedirect(answer.statusCode) ? 'cut' : overflow, hop);
      return { status: answer.statusCode, headers: answer.headers, body: read.bytes, cut: read.cut };
    } catch (error) {
      throw faultOf(signal.aborted ? signal.reason : error, hop);
    } finally {
      await client.destroy();
    }
  }

  return { request: (url, request = {}) => follow(url, request, AbortSignal.timeout(totalMs)) };
}

/** The connection goes to the address that was judged, whatever DNS says by then. An IP address in the URL is not looked up at all. */
function pinned({ address, family }: Target): LookupFunction {
  return (_host, { all }, done) => (all ? done(null, [{ address, family }]) : done(null, address, family));
}

function locationOf({ status, headers }: Pick<OutboundAnswer, 'status' | 'headers'>): string | undefined {
  const location = headers['location'];
  return isRedirect(status) && typeof location === 'string' ? location : undefined;
}

function isRedirect(status: number): boolean {
  return REDIRECTS.has(status);
}

/** DNS cannot be cancelled, but need not be waited for. */
async function inTime<T>(work: Promise<T>, signal: AbortSignal, hop: number): Promise<T> {
  let stop: (() => void) | undefined;
  const late = new Promise<never>((_, reject) => {
    stop = () => reject(new OutboundFault('too_slow', hop));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    if (stop) signal.removeEventListener('abort', stop);
    work.catch(() => undefined);
  }
}
