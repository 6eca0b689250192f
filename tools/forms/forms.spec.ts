import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { formOf, OBJECT_KINDS } from '@beian/rules/forms/forms';
import { fieldsOf } from '@beian/rules/forms/walk';
import { ALL, codeFor, nameOf, type Breaker } from '@beian/testing/forms/breaker';
import { BREAKERS, breakersOf } from '@beian/testing/forms/breakers';
import { gapsOf, optionsOf } from '@beian/testing/forms/coverage';
import { FULL, planOf, SHORT, sizeOf, type Entry, type Plan, type Size } from '@beian/testing/forms/plan';
import { readRegister } from '../requirements/register.ts';
import { AFTER_AN_EDIT, ANSWERED_BEFORE, OF_NO_FORM } from './before.ts';
import { refusalsOf } from './refusals.ts';

const EXCUSED = [ANSWERED_BEFORE, OF_NO_FORM, AFTER_AN_EDIT].flatMap((table) => Object.keys(table));
const REFUSALS = refusalsOf(join(import.meta.dirname, '../..'));
const album = { certificate: ['c1', 'c2', 'c3'], licence: ['l1', 'l2', 'l3', 'l4', 'l5', 'l6', 'l7', 'l8'], screenshot: ['s1', 's2', 's3', 's4', 's5'] };
const drawn = (size: Size, seed: number): Plan => planOf({ ...size, seed, album: { unit: album, individual: album }, notice: '2026-01' });
const full = drawn(sizeOf(FULL.each), 1);
const isGood = (entry: Entry): boolean => entry.broken === undefined;
const names = new Set(BREAKERS.map(nameOf));
const broken = new Set(BREAKERS.flatMap((breaker) => breaker.kinds.map((object) => codeFor(breaker, object))));
/** Refusals that neither a breaker nor a reason knows. */
const unknown = (codes: ReadonlySet<string>): string[] => REFUSALS.filter(({ code }) => ![...codes, ...EXCUSED].some((each) => code.test(each))).map(({ place }) => place);

describe('the ways in which forms are broken', () => {
  it('are all that the rules refuse: a new refusal needs a breaker', () => {
    expect(REFUSALS.length).toBeGreaterThan(70);
    expect(unknown(broken)).toEqual([]);
  });

  it('would be missed: without one of them, its place in the rules is named', () => {
    const without = (code: string): string[] => unknown(new Set([...broken].filter((each) => each !== code)));
    expect(without('ip.span')).toEqual([expect.stringMatching(/^domains\/addresses\.ts:\d+ ip\\\.span$/)]);
    expect(without('name.forum')).toEqual([expect.stringMatching(/^naming\/check-name\.ts:\d+ name\\\.forum$/)]);
    expect(without('version.format')).toEqual([expect.stringMatching(/^forms\/check-lists\.ts:\d+ version\\\.format$/)]);
  });

  it('break what the schema refuses before a rule, wherever a rule is left out for that reason', () => {
    expect(Object.entries(ANSWERED_BEFORE).filter(([, shown]) => !names.has(shown))).toEqual([]);
    expect(EXCUSED.filter((each) => !REFUSALS.some(({ code }) => code.test(each)))).toEqual([]);
    expect(Object.keys(ANSWERED_BEFORE).filter((code) => broken.has(code))).toEqual([]);
  });

  it.each(OBJECT_KINDS)('leave out each field of a %s that is always asked for', (object) => {
    const asked = fieldsOf(formOf(object)).filter(({ required }) => required === true).map(({ key }) => key);
    const left = breakersOf(object).filter(({ code }) => code === 'required').map(({ id, what }) => `${id} ${what}`);
    const paths = new Set(full.get(object)!.filter((entry) => entry.broken && left.includes(nameOf(entry.broken.by))).flatMap((entry) => entry.broken!.paths));
    expect(asked.filter((key) => !paths.has(`data.${key}`))).toEqual([]);
  });

  it('have a name each, and come from requirements', () => {
    const known = new Set(readRegister().map(({ id }) => id));
    expect(names.size).toBe(BREAKERS.length);
    expect(BREAKERS.map(({ id }) => id).filter((id) => !known.has(id) && !/^(?:abuse \d+|S\d+|OPN-\d+|TV-\d+)$/.test(id))).toEqual([]);
  });
});

describe('a plan', () => {
  it.each<[string, Plan, Size]>([['full', full, FULL], ['short', drawn(SHORT, 1), SHORT], ['short', drawn(SHORT, 20_261_127), SHORT]])('of the %s form leaves nothing out', (_name, plan, size) => {
    expect([...plan].map(([object, entries]) => [object, entries.length])).toEqual(ALL.map((object) => [object, size.each]));
    expect(gapsOf(plan, isGood, size)).toEqual([]);
  });

  it('is the same for the same seed, but for the ids of uploads that nobody has', () => {
    const of = (seed: number): string => JSON.stringify([...drawn(SHORT, seed)].map(([, entries]) => entries.filter(isGood).map(({ submission }) => submission)));
    expect(of(5)).toBe(of(5));
    expect(of(5)).not.toBe(of(6));
  });

  it.each<[string, (entry: Entry) => boolean, string]>([
    ['an option that was never accepted', ({ submission }) => !submission.data.hosting || submission.data.hosting.mode !== 'own', 'app hosting.mode=own: never accepted'],
    ['a leaf of a tree', ({ submission }) => !(submission.data.applicationTypes ?? []).includes('game_chess'), 'app applicationTypes=game_chess: never accepted'],
  ])('with %s has a gap', (_what, accepted, gap) => {
    expect(optionsOf('app')).toContain(gap.slice('app '.length, gap.indexOf(':')));
    expect(gapsOf(full, (entry) => isGood(entry) && accepted(entry), FULL)).toContain(gap);
  });

  it('with a rule that was broken four times has a gap', () => {
    const rule: Breaker = BREAKERS.find(({ code }) => code === 'name.forum')!;
    const entries = full.get('app')!.filter((entry) => entry.broken?.by === rule);
    const fewer: Plan = new Map([['app', full.get('app')!.filter((entry) => !entries.slice(4).includes(entry))]]);
    expect(entries.length).toBeGreaterThanOrEqual(5);
    expect(gapsOf(fewer, isGood, FULL)).toEqual([`app ${nameOf(rule)}: broken 4 times of 5`]);
  });
});
