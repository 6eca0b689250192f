import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { officerPassword, readSamples } from '../demo/samples.ts';
import { tellAll } from '../demo/tell.ts';
import { Officers } from '../demo/teller.ts';
import { plantCanary } from './canary.ts';
import { addressesFrom, originUnderTest } from './config.ts';
import { needlesOf } from './needles.ts';
import { sampleNeedles, scan, type Scanned } from './scan.ts';

const ROOT = resolve(import.meta.dirname, '../..');
/** An individual's case and a company's, which is returned and corrected on its way. */
const TOLD = ['xiling-blog', 'huawei-device'];
/** Long enough for the stories on a machine that others use too. */
const STORIES_MS = 360_000;

const canary = `199${randomInt(10_000_000, 99_999_999)}`;
let scanned: Scanned;

beforeAll(async () => {
  const origin = originUnderTest();
  const samples = readSamples(ROOT).filter(({ id }) => TOLD.includes(id));
  expect(samples).toHaveLength(TOLD.length);
  const outcomes = await tellAll(samples, origin, new Officers(origin, officerPassword(ROOT)));
  expect(outcomes.flatMap(({ wrong }) => wrong)).toEqual([]);
  const addresses = addressesFrom();
  const remove = await plantCanary(addresses, canary);
  try {
    scanned = await scan(addresses, [...sampleNeedles(), ...needlesOf({ label: 'canary', value: canary })]);
  } finally {
    await remove();
  }
}, STORIES_MS);

describe('what the platform keeps after a story', () => {
  it('holds no personal data of the samples in clear, or in a form that is as good, in logs, Kafka, Temporal, S3 and PostgreSQL', () => {
    expect(scanned.findings.filter(({ label, place }) => label !== 'canary' && !place.includes('canary-'))).toEqual([]);
  });

  it.each([
    'logs canary-', 'kafka key canary-', 'kafka value canary-', 'kafka headers canary-', 'temporal history canary-', 'temporal visibility canary-',
    's3 key canary-', 's3 metadata canary-', 's3 tags canary-', 's3 body canary-', 'postgres canary.plain', 'postgres canary.bytes', 'postgres canary.document',
  ])('would have been found: a value planted at %s… is', (place) => {
    expect(scanned.findings.filter(({ label }) => label === 'canary').map((finding) => finding.place)).toContainEqual(expect.stringContaining(place));
  });

  it('would have found a plain picture among the objects', () => {
    expect(scanned.findings.filter(({ label }) => label === 'a picture').map(({ place }) => place)).toEqual([expect.stringMatching(/^s3 body canary-.*picture$/)]);
  });

  it('was looked at everywhere', () => {
    const { seen } = scanned;
    for (const store of ['kafka value', 'temporal history', 's3 body']) expect(seen[store]?.pieces ?? 0).toBeGreaterThan(3);
    expect(Object.keys(seen).filter((store) => store.startsWith('postgres')).length).toBeGreaterThan(0);
  });
});
