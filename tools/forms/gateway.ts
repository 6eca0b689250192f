import { leavesOf, type Album, type Who } from '@beian/testing/forms/submission';
import type { Platform } from '@beian/testing/forms/play';
import type { Entry } from '@beian/testing/forms/plan';
import { Session } from '../demo/platform.ts';
import { type Sample } from '../demo/samples.ts';
import { PLAYS } from '../demo/steps.ts';
import { describe, enter, idOf, upload, type Officers } from '../demo/teller.ts';

/** Receipts hold for half an hour; they are fetched anew well before. */
const RENEW_MS = 15 * 60_000;

/** Who files, with the officer of the bureau that is competent. */
export interface Role {
  readonly sample: Sample;
  readonly reviewer: string;
}

/** The running platform, whose first answer counts, behind its gateway, with an owner who has a subject and pictures, and an officer, of each nature. */
export interface Ground {
  readonly platform: Platform;
  readonly album: Readonly<Record<Who, Album>>;
  readonly notice: string;
}

/** Registers both owners, files their subjects and uploads their pictures, as the screens do. */
export async function prepare(origin: string, roles: Readonly<Record<Who, Role>>, officers: Officers): Promise<Ground> {
  const [unit, individual] = [await owned(origin, roles.unit, officers), await owned(origin, roles.individual, officers)];
  const owners = { unit, individual };
  const { body } = await unit.session.get('/api/filing/notices/current');
  return {
    notice: (body as { version: string }).version,
    album: { unit: unit.album, individual: individual.album },
    platform: {
      submit: async ({ application, filing, submission: { object, who, data, notice } }: Entry) => {
        const { session, receipts } = owners[who];
        const { subject, uploads } = await receipts();
        const uploadReceipts = [...new Set(leavesOf(data).values())].flatMap((value) => uploads.get(String(value)) ?? []);
        return session.impatient().send('POST', '/api/filing/applications', { application, filing, kind: 'new', object, data, notice, draft: null, subjectReceipt: subject, uploadReceipts });
      },
      readAsOwner: (who, application) => owners[who].session.impatient().get(`/api/filing/applications/${application}`),
      readAsOfficer: async (who, application) => (await officers.session(roles[who].reviewer)).impatient().get(`/api/filing/applications/${application}`),
    },
  };
}

async function owned(origin: string, { sample }: Role, officers: Officers) {
  const session = await enter(origin, sample, new Session(origin));
  await PLAYS.subject({ sample, owner: session, officers }, { do: 'subject', expect: {} });
  const album = { certificate: await pictures(session, 'certificate', 3), licence: await pictures(session, 'licence', 8), screenshot: await pictures(session, 'screenshot', 5) };
  const fetchAll = async (): Promise<{ subject: string; uploads: Map<string, string> }> => {
    const subject = await receiptAt(session, `/api/subject/subjects/${idOf(sample, 'subject')}/receipt`);
    const uploads = new Map<string, string>();
    for (const one of Object.values(album).flat()) uploads.set(one, await receiptAt(session, `/api/storage/uploads/${one}/receipt`));
    return { subject, uploads };
  };
  let fetched = Date.now();
  let held = fetchAll();
  const receipts = (): ReturnType<typeof fetchAll> => {
    if (Date.now() - fetched > RENEW_MS) [fetched, held] = [Date.now(), fetchAll()];
    return held;
  };
  return { session, album, receipts };
}

/** Small pictures, as what they show is nobody's question here. */
async function pictures(session: Session, purpose: keyof Album, count: number): Promise<string[]> {
  const stored: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const answer = await upload(session, `${purpose}-${at}-20k`, purpose);
    if (answer.status !== 201) throw new Error(`No ${purpose} can be uploaded: ${describe(answer)}`);
    stored.push((answer.body as { upload: string }).upload);
  }
  return stored;
}

async function receiptAt(session: Session, path: string): Promise<string> {
  const answer = await session.send('POST', path, {});
  if (answer.status >= 300) throw new Error(`No receipt at ${path}: ${describe(answer)}`);
  return (answer.body as { receipt: string }).receipt;
}
