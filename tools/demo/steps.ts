import { eventually, type Answer, type Session } from './platform.ts';
import { filedBy, type Fields, type Step } from './samples.ts';
import { describe, idOf, register, upload, withUploads, type Told } from './teller.ts';
import { readTimeline } from './timeline.ts';

type Play = (told: Told, step: Step) => Promise<Fields>;
export type Plays = Readonly<Record<Step['do'], Play>>;

/** What really happened in a step, in the words that the sample's expectation uses. */
export const PLAYS: Plays = {
  subject: async (told) => {
    const subject = idOf(told.sample, 'subject');
    const known = await told.owner.get(`/api/subject/subjects/${subject}`);
    if (known.status === 200) return known.body as Fields;
    return bodyOf(await submitSubject(told, {}), 201);
  },

  submit: async (told) => {
    const application = idOf(told.sample, 'application');
    const known = await told.owner.get(`/api/filing/applications/${application}`);
    if (known.status === 200) return known.body as Fields;
    return bodyOf(await submitApplication(told, {}), 201);
  },

  act: async (told, step) => {
    const session = step.by === 'owner' ? told.owner : await told.officers.session(step.by ?? '');
    const result = await command(told, session, step, step.payload ?? {});
    told.number = typeof result['filingNumber'] === 'string' ? result['filingNumber'] : told.number ?? '';
    return result;
  },

  resubmit: async (told, step) => {
    const { object, data: filed } = filedBy(told.sample);
    const { data, receipts } = await withUploads(told.owner, { ...filed, ...step.patch });
    const payload = { object, data, subjectReceipt: await subjectReceipt(told), uploadReceipts: receipts };
    return command(told, told.owner, { ...step, action: 'resubmit' }, payload);
  },

  refused: async (told, step) => {
    const answer = await attempt(told, step);
    const problem = answer.body as { code?: string; fields?: { field: string }[] };
    console.log(`      ${describe(answer)}`);
    return { status: answer.status, code: problem.code, fields: (problem.fields ?? []).map(({ field }) => field) };
  },

  sms: async (told, step) => {
    const found = await eventually(async () => {
      const { body } = await told.owner.get('/api/notification/sandbox/sms');
      return (body as { to: string; text: string }[]).find(({ to, text }) => to === told.sample.applicant.mobile && text.includes(step.match ?? told.number ?? ''));
    });
    return found ?? {};
  },

  message: async (told, step) => {
    const found = await eventually(async () => {
      const { body } = await told.owner.get('/api/notification/messages?limit=50');
      return (body as { items: Fields[] }).items.find((item) => String(item['body']).includes(step.match ?? told.number ?? ''));
    });
    return found ?? {};
  },

  code: async (told) => {
    const filing = bodyOf(await told.owner.get(`/api/filing/filings/${idOf(told.sample, 'filing')}`), 200);
    const icon = await told.owner.get(`/api/filing/filings/${idOf(told.sample, 'filing')}/icon`);
    return { ...filing, icon: icon.type.split(';')[0] };
  },

  lookUp: async (told, step) => {
    const { body } = await told.owner.get(`/api/filing/public/filings?q=${encodeURIComponent(step.q ?? told.number ?? '')}`);
    const { items } = body as { items: Fields[] };
    return { found: items.length, ...items[0] };
  },

  timeline: async (told, step) => {
    const auditor = await told.officers.session(step.by ?? '');
    const wanted = step.expect['actions'] as string[];
    const found = await eventually(async () => {
      const entries = await readTimeline(auditor, idOf(told.sample, 'filing'));
      const seen = entries.map(({ action }) => action);
      return wanted.every((action) => seen.includes(action)) ? { seen, entries } : undefined;
    }, 30_000);
    return { actions: found?.seen ?? [], signatures: found?.entries.every(({ signature }) => signature === 'valid') ? 'valid' : 'invalid' };
  },
};

async function submitSubject(told: Told, patch: Fields): Promise<Answer> {
  const { data, receipts } = await withUploads(told.owner, { ...told.sample.subject, ...patch });
  return told.owner.send('POST', '/api/subject/subjects', { subject: idOf(told.sample, 'subject'), data, uploads: receipts });
}

async function submitApplication(told: Told, patch: Fields, what = ''): Promise<Answer> {
  const { object, data: filed } = filedBy(told.sample);
  const { data, receipts } = await withUploads(told.owner, { ...filed, ...patch });
  const notice = bodyOf(await told.owner.get('/api/filing/notices/current'), 200);
  return told.owner.send('POST', '/api/filing/applications', {
    application: idOf(told.sample, `application${what}`), filing: idOf(told.sample, `filing${what}`), kind: 'new', object,
    subjectReceipt: await subjectReceipt(told), uploadReceipts: receipts, data, notice: { version: notice['version'], accepted: true }, draft: null,
  });
}

async function subjectReceipt(told: Told): Promise<string> {
  const answer = await told.owner.send('POST', `/api/subject/subjects/${idOf(told.sample, 'subject')}/receipt`, {});
  return String(bodyOf(answer, 201, 200)['receipt']);
}

/** An attempt that the platform has voided changed nothing; the next one is a command of its own. */
const ATTEMPTS = 12;

async function command(told: Told, session: Session, step: Step, payload: Fields): Promise<Fields> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const id = idOf(told.sample, `command/${step.action}/${step.by ?? 'owner'}/${step.round ?? 1}/${attempt}`);
    const known = await settled(session, id) ?? await firstAnswer(told, session, step, id, payload);
    if (known['status'] !== 'void') return known;
    console.log('      voided, nothing has changed; once more');
  }
  throw new Error(`${step.action} was voided ${ATTEMPTS} times`);
}

async function firstAnswer(told: Told, session: Session, step: Step, id: string, payload: Fields): Promise<Fields> {
  const answer = await act(told, session.impatient(), step, id, payload).catch(() => undefined);
  if (answer?.status === 200) return answer.body as Fields;
  const lost = answer === undefined || answer.status >= 500;
  const after = await eventually(() => settled(session, id), lost ? 20_000 : 0);
  if (after === undefined && !lost) throw new Error(describe(answer));
  return after ?? { status: 'void' };
}

async function settled(session: Session, id: string): Promise<Fields | undefined> {
  const { status, body } = await session.get(`/api/filing/commands/${id}`);
  return status === 200 && (body as Fields)['status'] !== 'pending' ? (body as Fields) : undefined;
}

async function act(told: Told, session: Session, step: Step, id: string, payload: Fields): Promise<Answer> {
  const application = idOf(told.sample, 'application');
  const { body } = await told.owner.get(`/api/filing/applications/${application}`);
  const { revision } = body as { revision: number };
  return session.send('POST', `/api/filing/applications/${application}/actions/${step.action}`, { expectedRevision: revision, payload }, { 'idempotency-key': id });
}

/** The shape of a code that was never sent: what the form itself gets wrong is told before any code is looked at. */
const NO_CODE = { challenge: '00000000-0000-4000-8000-000000000000', code: '000000' };

async function attempt(told: Told, step: Step): Promise<Answer> {
  switch (step.what) {
    case 'register': return register(told.owner, { ...told.sample, applicant: { ...told.sample.applicant, loginName: `${told.sample.applicant.loginName}_2` } }, NO_CODE, step.patch);
    case 'upload': return upload(told.owner, step.picture ?? '');
    case 'subject': return submitSubject(told, step.patch ?? {});
    case 'submit': return submitApplication(told, step.patch ?? {}, '/refused');
    case 'actAs': {
      const session = await told.officers.session(step.by ?? '');
      return act(told, session, step, idOf(told.sample, `attempt/${step.action}/${step.by}`), step.payload ?? {});
    }
    default: throw new Error(`A refused step needs "what": ${JSON.stringify(step)}`);
  }
}

function bodyOf(answer: Answer, ...statuses: number[]): Fields {
  if (!statuses.includes(answer.status)) throw new Error(describe(answer));
  return answer.body as Fields;
}
