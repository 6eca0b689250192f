import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { SUBJECT_RECEIPT, UPLOAD_RECEIPT } from '@beian/contracts/receipts';
import { sha256 } from '@beian/kit/crypto/digest';
import { newId } from '@beian/kit/http/uuid';
import { gapsOf } from '@beian/testing/forms/coverage';
import { planOf, SHORT, type Entry, type Plan } from '@beian/testing/forms/plan';
import { play, type Outcome, type Platform } from '@beian/testing/forms/play';
import { leavesOf, put, type Album } from '@beian/testing/forms/submission';
import { SEED } from '@beian/testing/jurisdiction';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { testSealer } from '@beian/testing/sealer';
import { aSubjectReceipt, SAMPLE_COPIES } from '../case.fixture.ts';
import { filingOverHttp, type FilingOverHttp } from '../http.fixture.ts';

// A machine under load takes its time.
jest.setTimeout(240_000);

/** The short form of `npm run proof:forms`: 50 submissions of each kind to the service over HTTP. */
const sealer = testSealer();
const ids = (count: number): string[] => Array.from({ length: count }, newId);
const anAlbum = (): Album => ({ certificate: ids(3), licence: ids(8), screenshot: ids(5) });
const album = { unit: anAlbum(), individual: anAlbum() };
const owners = { unit: anApplicant(), individual: anApplicant() };
const officer = anOfficer({ bureau: 3 });

let service: FilingOverHttp;
let platform: Platform;
let plan: Plan;
let outcome: Outcome;

beforeAll(async () => {
  service = await filingOverHttp(sealer);
  await service.db.admin(SAMPLE_COPIES);
  platform = await platformOf(service);
  const { body } = await service.app.send<{ version: string }>('GET', '/notices/current');
  plan = planOf({ ...SHORT, seed: SEED, album, notice: body.version });
  outcome = await play(plan, platform);
});
afterAll(() => service.close());

/** Receipts as subject and storage sign them; what a form does not name is not sent along. */
async function platformOf({ app, bench: { issuers } }: FilingOverHttp): Promise<Platform> {
  const subjects = {
    unit: await issuers.subject.sign(SUBJECT_RECEIPT, await aSubjectReceipt(issuers, owners.unit.account!), 1800),
    individual: await issuers.subject.sign(SUBJECT_RECEIPT, await aSubjectReceipt(issuers, owners.individual.account!, { nature: 'individual', type: 'individual' }), 1800),
  };
  const signed = new Map<string, string>();
  for (const who of ['unit', 'individual'] as const) {
    for (const [purpose, uploads] of Object.entries(album[who]) as [string, string[]][]) {
      for (const upload of uploads) signed.set(upload, await issuers.storage.sign(UPLOAD_RECEIPT, { upload, digest: sha256(upload), size: 1000, type: 'image/jpeg', owner: owners[who].account!, purpose, checked: true }, 1800));
    }
  }
  return {
    submit: ({ application, filing, submission: { object, who, data, notice } }) => {
      const uploadReceipts = [...new Set(leavesOf(data).values())].flatMap((value) => signed.get(String(value)) ?? []);
      return app.send('POST', '/applications', { as: owners[who], body: { application, filing, kind: 'new', object, data, notice, draft: null, subjectReceipt: subjects[who], uploadReceipts } });
    },
    readAsOwner: (who, application) => app.send('GET', `/applications/${application}`, { as: owners[who] }),
    readAsOfficer: (_who, application) => app.send('GET', `/applications/${application}`, { as: officer }),
  };
}

describe('fifty generated submissions of every kind over HTTP', () => {
  it('are accepted when no rule is broken, and else refused for that rule alone, by field path, code and a Chinese sentence', () => {
    expect(outcome.faults).toEqual([]);
    expect([...plan.values()].map((entries) => entries.length)).toEqual([50, 50, 50, 50, 50]);
    expect(outcome.accepted.size + outcome.refused).toBe(250);
  });

  it('break every rule, and choose every option of every dictionary', () => {
    expect(gapsOf(plan, (entry) => outcome.accepted.has(entry), SHORT)).toEqual([]);
  });
});

describe('the judge of these submissions', () => {
  const withName = (entry: Entry, name: string): Entry => {
    const submission = structuredClone(entry.submission);
    put(submission, 'name', name);
    return { ...entry, submission };
  };

  it('notices a form that is refused though it was taken for good, and one that is accepted though it was taken for broken', async () => {
    const [website] = plan.get('website')!;
    const broken = plan.get('website')!.find((entry) => entry.broken)!;
    const [wrong, right] = [{ ...withName(website!, '某某论坛'), application: newId(), filing: newId() }, { ...website!, broken: broken.broken }];
    expect((await play(new Map([['website', [wrong]]]), platform)).faults).toEqual([expect.stringMatching(/^website of unit, good: not accepted: 422 /)]);
    expect((await play(new Map([['website', [right]]]), platform)).faults).toEqual([expect.stringMatching(/^website of unit, .*: not refused: 201 /)]);
  });

  it('notices a 5xx, though the platform answers when it is asked again', async () => {
    const [website] = plan.get('website')!;
    const failing: Platform = { ...platform, submit: jest.fn(platform.submit).mockResolvedValueOnce({ status: 503, body: { code: 'service.unavailable' } }) };
    const { faults, accepted } = await play(new Map([['website', [website!]]]), failing);
    expect([faults, accepted.size]).toEqual([[expect.stringMatching(/^5xx: 503 /)], 1]);
  });

  it('notices a leaf that is read back otherwise, and an officer who sees a person without masks', async () => {
    const [provider] = plan.get('provider')!;
    const onlyThis: Plan = new Map([['provider', [provider!]]]);
    const lossy: Platform = { ...platform, readAsOwner: async (who, application) => {
      const { status, body } = await platform.readAsOwner(who, application);
      const { regions: _lost, ...data } = (body as { data: Record<string, unknown> }).data;
      return { status, body: { data: { ...data, licenceNumber: 'B1-1' } } };
    } };
    expect((await play(onlyThis, lossy)).faults).toEqual(expect.arrayContaining([expect.stringContaining('read by its owner: licenceNumber is "B1-1"'), expect.stringContaining('read by its owner: regions.0 is undefined')]));
    const open = await play(onlyThis, { ...platform, readAsOfficer: platform.readAsOwner });
    expect(open.faults.map((fault) => /officer: ([\w.]+)/.exec(fault)?.[1]).sort()).toEqual(['certificateNumber', 'email', 'mobile', 'name', 'officePhone', 'residence'].map((part) => `manager.${part}`));
  });
});
