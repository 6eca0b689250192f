import type { Session } from '../demo/platform.ts';
import type { Sample } from '../demo/samples.ts';
import { PLAYS } from '../demo/steps.ts';
import { APPLICANT_PASSWORD, describe, enter, idOf, signIn, type Officers, type Told } from '../demo/teller.ts';
import { PEOPLE, draftMark, marksOf, playedBy } from './cast.ts';
import { labelOf, listsOf, type Document } from './document.ts';
import { RecordingSession } from './recording-session.ts';

/** What a person has on the platform: ids and receipts that were given, texts to be kept from others, sound bodies by operation. */
export interface Planted {
  readonly sample: Sample;
  /** The own records as the person read them when all was planted. */
  readonly before: string;
  readonly ids: readonly string[];
  readonly tokens: readonly string[];
  readonly draft: string;
  readonly marks: readonly string[];
  readonly bodies: Readonly<Record<string, readonly unknown[]>>;
}

/** Registers the person and files a website; a person with a reviewer gets a number, messages included. */
export async function plant(origin: string, document: Document, base: Sample, who: Exclude<keyof typeof PEOPLE, 'double'>, officers: Officers): Promise<Planted> {
  const role = PEOPLE[who];
  const sample = playedBy(base, role);
  const owner = new RecordingSession(origin);
  await enter(origin, sample, owner);
  const told: Told = { sample, owner, officers };
  await PLAYS.subject(told, { do: 'subject', expect: {} });
  await PLAYS.submit(told, { do: 'submit', expect: {} });
  if (role.reviewer !== undefined) {
    for (const action of ['take', 'passInitial']) await PLAYS.act(told, { do: 'act', action, by: role.reviewer, expect: {} });
    await PLAYS.message(told, { do: 'message', match: told.number ?? '', expect: {} });
  }
  const draft = { object: 'website', subject: idOf(sample, 'subject'), step: 1, content: { name: draftMark(role) }, expectedVersion: 0 };
  const saved = await owner.send('PUT', `/api/filing/drafts/${idOf(sample, 'draft')}`, draft);
  if (saved.status !== 200 && saved.status !== 409) throw new Error(`${who} cannot save a draft: ${describe(saved)}`);
  for (const path of listsOf(document)) if (!isPublic(document, path)) await owner.get(path);
  return { sample, before: await recordsOf(owner, sample), ids: [...owner.ids], tokens: [...owner.tokens], draft: idOf(sample, 'draft'), marks: marksOf(sample, role), bodies: bodiesOf(document, owner) };
}

/** The own records read anew, for comparison: nobody else can have changed or removed them. */
export async function readAgain(origin: string, { sample }: Planted): Promise<string> {
  return recordsOf(await signIn(new RecordingSession(origin), sample.applicant.loginName, APPLICANT_PASSWORD), sample);
}

async function recordsOf(owner: Session, sample: Sample): Promise<string> {
  const paths = [`filing/applications/${idOf(sample, 'application')}`, `filing/filings/${idOf(sample, 'filing')}`, `filing/drafts/${idOf(sample, 'draft')}`, `subject/subjects/${idOf(sample, 'subject')}`];
  const answers = await Promise.all(paths.map((path) => owner.get(`/api/${path}`)));
  return JSON.stringify(answers.map(({ status, body }) => ({ status, body })));
}

function isPublic(document: Document, path: string): boolean {
  return document.paths[path]?.['get']?.['x-access']?.kind === 'public';
}

/** What nobody among the planted sends: the officers of their stories do. */
const ACT = 'POST /api/filing/applications/{id}/actions/{action}';

function bodiesOf(document: Document, { accepted }: RecordingSession): Record<string, unknown[]> {
  const bodies: Record<string, unknown[]> = { [ACT]: [1, 2, 3].map((expectedRevision) => ({ expectedRevision, payload: {} })) };
  for (const { method, path, body } of accepted) {
    const label = labelOf(document, method, path);
    if (label !== undefined) (bodies[label] ??= []).push(body);
  }
  return bodies;
}
