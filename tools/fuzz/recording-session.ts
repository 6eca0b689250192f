import { Session, type Answer } from '../demo/platform.ts';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;
/** Signed receipts, as storage and subject give them. */
const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]+/g;

/** Shows everybody's messages to anybody: what it answers was given to nobody. */
const SANDBOX = '/api/notification/sandbox/';

/** Officers are nobody's record but their bureaus'. */
const withoutOfficers = (key: string, value: unknown): unknown => (key === 'holder' ? undefined : value);

/** A request whose body the platform has accepted. */
export interface Accepted {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** A session that keeps every id and receipt which the platform has given to it, and every body that was accepted. */
export class RecordingSession extends Session {
  readonly ids = new Set<string>();
  readonly tokens = new Set<string>();
  readonly accepted: Accepted[] = [];

  override async get(path: string): Promise<Answer> {
    const answer = await super.get(path);
    return path.startsWith(SANDBOX) ? answer : this.keep(answer);
  }

  override async send(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const answer = this.keep(await super.send(method, path, body, headers));
    if (answer.status < 300 && body !== undefined) this.accepted.push({ method, path, body });
    if (answer.status < 300) this.collect(`${path} ${JSON.stringify(headers)}`);
    return answer;
  }

  override async upload(path: string, form: () => FormData): Promise<Answer> {
    return this.keep(await super.upload(path, form));
  }

  private keep(answer: Answer): Answer {
    if (answer.status < 300 && answer.type.includes('json')) this.collect(JSON.stringify(answer.body, withoutOfficers));
    return answer;
  }

  private collect(text: string): void {
    for (const id of text.match(UUID) ?? []) this.ids.add(id.toLowerCase());
    for (const token of text.match(TOKEN) ?? []) this.tokens.add(token);
  }
}
