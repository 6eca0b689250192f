/** The platform as a careful HTTP client sees it: one origin, a cookie, patience while a service restarts. */

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly bytes: Buffer;
  readonly type: string;
}

/** How long a request is repeated while the platform answers "not now". Every request of the demo is repeatable. */
const PATIENCE_MS = 120_000;
const NOT_NOW = new Set([429, 502, 503, 504]);

export class Session {
  private cookie = '';
  readonly origin: string;
  private readonly patienceMs: number;

  constructor(origin: string, patienceMs = PATIENCE_MS) {
    this.origin = origin;
    this.patienceMs = patienceMs;
  }

  /** The same session, taking the first answer for the last. */
  impatient(): Session {
    const twin = new Session(this.origin, 0);
    twin.cookie = this.cookie;
    return twin;
  }

  /** What a browser of the same session would send. */
  cookieHeader(): string {
    return this.cookie;
  }

  get(path: string): Promise<Answer> {
    return this.request('GET', path);
  }

  send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    return this.request(method, path, { body: body === undefined ? undefined : JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } });
  }

  /** A multipart upload; the form is built anew for each try, as a stream can be sent only once. */
  upload(path: string, form: () => FormData): Promise<Answer> {
    return this.request('POST', path, { form });
  }

  private async request(method: string, path: string, options: { body?: string | undefined; headers?: Record<string, string>; form?: () => FormData } = {}): Promise<Answer> {
    const until = Date.now() + this.patienceMs;
    for (let wait = 200; ; wait = Math.min(wait * 2, 3000)) {
      const answer = await this.once(method, path, options).catch((fault: unknown) => fault as Error);
      if (!(answer instanceof Error) && !NOT_NOW.has(answer.status)) return answer;
      if (Date.now() > until) {
        if (answer instanceof Error) throw new Error(`${method} ${path} found no answer for ${this.patienceMs / 1000} s: ${answer.message}`, { cause: answer });
        return answer;
      }
      await new Promise((resume) => setTimeout(resume, wait));
    }
  }

  private async once(method: string, path: string, options: { body?: string | undefined; headers?: Record<string, string>; form?: () => FormData }): Promise<Answer> {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: { ...options.headers, ...(this.cookie ? { cookie: this.cookie } : {}), 'x-beian-request': '1', origin: this.origin },
      body: options.form ? options.form() : options.body ?? null,
      signal: AbortSignal.timeout(30_000),
    });
    for (const line of response.headers.getSetCookie()) this.remember(line);
    const bytes = Buffer.from(await response.arrayBuffer());
    const type = response.headers.get('content-type') ?? '';
    return { status: response.status, bytes, type, body: type.includes('json') && bytes.length > 0 ? JSON.parse(bytes.toString('utf8')) : bytes.toString('utf8') };
  }

  private remember(line: string): void {
    const pair = line.split(';', 1)[0] ?? '';
    if (pair.startsWith('beian_session=')) this.cookie = pair;
  }
}

/** Asks again until the answer satisfies, as notices and timelines arrive a moment later; undefined when it never does. */
export async function eventually<T>(ask: () => Promise<T | undefined>, patienceMs = 60_000): Promise<T | undefined> {
  const until = Date.now() + patienceMs;
  for (let wait = 100; ; wait = Math.min(wait * 2, 2000)) {
    const found = await ask();
    if (found !== undefined || Date.now() > until) return found;
    await new Promise((resume) => setTimeout(resume, wait));
  }
}
