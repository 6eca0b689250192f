import { ApiError, statusMessage } from './api-error.ts';
import { sessionExpiry } from './session-expiry.ts';

/** Anything that turns an unknown answer into a known one; a zod schema is one. */
export interface Parser<T> {
  parse(value: unknown): T;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
}

/** Unsafe requests carry a header that no foreign page can set (the gateway asks for it). */
export const OWN_REQUEST = { 'x-beian-request': '1' } as const;

export function read<T>(path: string, parser: Parser<T>, signal?: AbortSignal): Promise<T> {
  return call('GET', path, parser, signal === undefined ? {} : { signal });
}

/** One call to the platform; every failure becomes an ApiError with a Chinese sentence. */
export async function call<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, parser: Parser<T>, options: CallOptions = {}): Promise<T> {
  const response = await send(method, path, options);
  if (response.status === 401) noteUnauthorised(path);
  if (!response.ok) throw await problemOf(response);
  const answer: unknown = response.status === 204 ? undefined : await json(response);
  return understood(parser, answer);
}

/** Identity answers 401 to people who are signing in; everywhere else it means that a session has ended. */
const OF_THE_SIGNED_IN = /^\/api\/(?!identity\/)|^\/api\/identity\/(?:administration|colleagues|leaves)(?:[/?]|$)/;

export function noteUnauthorised(path: string): void {
  if (OF_THE_SIGNED_IN.test(path)) sessionExpiry.raise();
}

async function send(method: string, path: string, { body, headers, signal }: CallOptions): Promise<Response> {
  try {
    return await fetch(path, {
      method,
      credentials: 'same-origin',
      headers: {
        accept: 'application/json, application/problem+json',
        ...(method === 'GET' ? {} : OWN_REQUEST),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === 'AbortError') throw fault;
    throw new ApiError(0, 'network.unreachable', statusMessage(0));
  }
}

async function json(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ApiError(response.status, 'answer.unreadable', '平台返回的内容无法识别，请稍后重试');
  }
}

function understood<T>(parser: Parser<T>, answer: unknown): T {
  try {
    return parser.parse(answer);
  } catch (fault) {
    console.error(fault);
    throw new ApiError(500, 'answer.unexpected', '平台返回的内容无法识别，请刷新页面后重试');
  }
}

/** Reads problem+json leniently: whatever is missing is filled by the status. */
export async function problemOf(response: Pick<Response, 'status' | 'json'>): Promise<ApiError> {
  const body = (await response.json().catch(() => ({}))) as Partial<{ code: string; title: string; detail: string; correlation: string; fields: ApiError['fields'] }>;
  const title = body.title === undefined || body.title === '' ? statusMessage(response.status) : body.title;
  return new ApiError(response.status, body.code ?? `http.${response.status}`, title, body.fields ?? [], body.correlation);
}

/** For answers without content. */
export const NOTHING: Parser<undefined> = { parse: () => undefined };
