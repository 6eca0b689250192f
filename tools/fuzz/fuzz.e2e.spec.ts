import { join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { ASKERS } from './cast.ts';
import { reportFolder, underTest } from './config.ts';
import { changedStrangers, countAnswers, fuzzAll, fuzzAs, prepareGround, type Findings, type Ground } from './fuzz.ts';

const SEED = 20_261_127;
/** Long enough for a machine that others use too; the runs themselves are cut before. */
const RUNS_MS = 240_000;

let ground: Ground;
let findings: Findings[];

beforeAll(async () => {
  const { origin, stackFile } = underTest();
  ground = await prepareGround(origin, stackFile, join(reportFolder(), 'short'));
  findings = await fuzzAll(ground, { seed: SEED, examples: 4, phases: 'fuzzing', limitMs: 100_000 });
}, RUNS_MS);

const of = (role: string): Findings => {
  const found = findings.find(({ asker }) => asker.role === role);
  if (found === undefined) throw new Error(`Nobody asked as ${role}`);
  return found;
};

describe('the API under a fuzzer', () => {
  it.each(ASKERS.map(({ role }) => role))('answers the %s with nothing but what its OpenAPI documents say, and never with 5xx', (role) => {
    const { found, output, leaks, statuses } = of(role);
    if (found) throw new Error(output);
    expect(leaks).toEqual([]);
    expect(countAnswers({ statuses }, (status) => status >= 500)).toBe(0);
  });

  it('abuse 1 abuse 2 was asked for records of others in every operation that takes an id, and has left them as they were', async () => {
    const withIds = Object.keys(ground.document.paths).filter((path) => path.includes('{id}'));
    expect(withIds.length).toBeGreaterThan(8);
    const tried = new Set(findings.flatMap(({ foreignTried }) => Object.keys(foreignTried)).map((label) => label.split(' ')[1]));
    expect(withIds.filter((path) => !tried.has(path))).toEqual([]);
    expect(await changedStrangers(ground)).toEqual([]);
  }, RUNS_MS);

  it.each(ASKERS.map(({ role }) => role))('really asked as %s: every operation, some of them with success', (role) => {
    const { statuses } = of(role);
    const operations = Object.values(ground.document.paths).flatMap((item) => Object.keys(item)).length;
    expect(Object.keys(statuses)).toHaveLength(operations);
    expect(countAnswers({ statuses }, (status) => status < 300)).toBeGreaterThan(5);
  });

  it('would notice a foreign record: the own ones, taken for foreign, are found', async () => {
    const [, applicant] = ASKERS;
    const swapped = { ...ground, people: { ...ground.people, wuchang: ground.people.neighbour } };
    const { found, leaks } = await fuzzAs(swapped, applicant!, { seed: SEED, examples: 4, phases: 'fuzzing', paths: 'subjects|filing/applications', limitMs: 60_000 }, 'swapped');
    expect(found).toBe(true);
    expect(leaks.length).toBeGreaterThan(0);
  }, RUNS_MS);
});
