import { v5 } from 'uuid';
import { solveCaptcha } from './captcha.ts';
import { codeBySms, type Code } from './codes.ts';
import { picture } from './pictures.ts';
import { Session, type Answer } from './platform.ts';
import { sampleSecondFactor, type Fields, type Sample } from './samples.ts';
import { giveSecondFactor } from './second-factor.ts';

/** Ids of a sample are always the same, so telling a story again changes nothing and answers the same. */
const NAMESPACE = '6f2f0c53-52f0-5b4e-9c0a-3f1d4c9f7a10';
export const APPLICANT_PASSWORD = 'Yangli-2026-beian';

export interface Told {
  readonly sample: Sample;
  readonly owner: Session;
  readonly officers: Officers;
  /** Set by the steps as the story goes on. */
  number?: string;
}

export const idOf = (sample: Sample, what: string): string => v5(`${what === 'subject' ? (sample.under ?? sample.id) : sample.id}/${what}`, NAMESPACE);

/** Sessions of officers, opened once and shared by all stories. */
export class Officers {
  private readonly open = new Map<string, Promise<Session>>();
  private readonly origin: string;
  private readonly password: string;

  constructor(origin: string, password: string) {
    this.origin = origin;
    this.password = password;
  }

  session(loginName: string): Promise<Session> {
    const known = this.open.get(loginName) ?? signIn(new Session(this.origin), loginName, this.password);
    this.open.set(loginName, known);
    return known;
  }
}

export async function signIn<S extends Session>(session: S, loginName: string, password: string): Promise<S> {
  const answer = await session.send('POST', '/api/identity/sessions', { loginName, password, captcha: await solveCaptcha(session) });
  const due = answer.body as { secondFactor?: string; ticket?: string };
  const last = answer.status === 202 && due.secondFactor === 'code' ? await giveSecondFactor(session, due.ticket ?? '', sampleSecondFactor()) : answer;
  if (last.status !== 201) throw new Error(`${loginName} cannot sign in: ${describe(last)}`);
  return session;
}

export async function register(session: Session, sample: Sample, code: Code, patch: Fields = {}): Promise<Answer> {
  const body = { ...sample.applicant, password: APPLICANT_PASSWORD, ...code, ...patch, captcha: await solveCaptcha(session) };
  return session.send('POST', '/api/identity/accounts', body);
}

/** Registers with the code that comes by SMS, unless that SMS says that there is an account, then signs in. */
export async function enter(origin: string, sample: Sample, session = new Session(origin)): Promise<Session> {
  const { applicant } = sample;
  const code = await codeBySms(session, applicant.mobile);
  if (code !== undefined) {
    const answer = await register(session, sample, code);
    // A lost answer may have registered: then the code is used up, and the login tells.
    if (answer.status !== 201 && (answer.body as { code?: string }).code !== 'code.wrong') throw new Error(`${applicant.loginName} cannot register: ${describe(answer)}`);
  }
  return signIn(session, applicant.loginName, APPLICANT_PASSWORD);
}

export async function upload(session: Session, name: string, purpose = 'certificate'): Promise<Answer> {
  const { bytes, name: fileName } = await picture(name);
  return session.upload('/api/storage/uploads', () => {
    const form = new FormData();
    form.set('purpose', purpose);
    form.set('file', new Blob([new Uint8Array(bytes)], { type: 'image/jpeg' }), fileName);
    return form;
  });
}

/** What a picture is of, by its name. */
const purposeOf = (name: string): string => (name.startsWith('screen') ? 'screenshot' : name.startsWith('permit') ? 'licence' : 'certificate');

/** Uploads every `picture:…` in the data; gives the data with upload ids in their place, and the receipts. */
export async function withUploads(session: Session, data: unknown): Promise<{ data: unknown; receipts: string[] }> {
  const receipts: string[] = [];
  const known = new Map<string, string>();
  const walk = async (value: unknown): Promise<unknown> => {
    if (typeof value === 'string' && value.startsWith('picture:')) {
      const found = known.get(value);
      if (found) return found;
      const name = value.slice('picture:'.length);
      const answer = await upload(session, name, purposeOf(name));
      if (answer.status !== 201) throw new Error(`${value} cannot be uploaded: ${describe(answer)}`);
      const stored = answer.body as { upload: string; receipt: string };
      known.set(value, stored.upload);
      receipts.push(stored.receipt);
      return stored.upload;
    }
    if (Array.isArray(value)) return Promise.all(value.map(walk));
    if (typeof value !== 'object' || value === null) return value;
    const fields: Fields = {};
    for (const [key, one] of Object.entries(value)) fields[key] = await walk(one);
    return fields;
  };
  return { data: await walk(data), receipts };
}

/** What went wrong, in one line. */
export function describe(answer: Answer): string {
  const problem = answer.body as { code?: string; title?: string; fields?: { field: string; message: string }[] };
  const fields = (problem.fields ?? []).map(({ field, message }) => `${field}：${message}`).join('；');
  return `${answer.status} ${problem.code ?? ''} ${problem.title ?? ''} ${fields}`.trim();
}
