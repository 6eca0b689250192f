import type { ObjectKind } from '@beian/contracts/primitives';
import { newId } from '@beian/kit/http/uuid';
import { ALL, nameOf, type Breaker } from './breaker.ts';
import { breakersOf } from './breakers.ts';
import { Cards, drawOf, type Draw } from './draw.ts';
import { goodForm, type Source } from './good-form.ts';
import type { Album, Submission, Who } from './submission.ts';

/** A submission with what must come of it: accepted, or refused for what its breaker names. */
export interface Entry {
  readonly application: string;
  readonly filing: string;
  readonly submission: Submission;
  readonly broken: { readonly by: Breaker; readonly paths: readonly string[] } | undefined;
}

/** How much is submitted, and how much of it is broken. */
export interface Size {
  /** Submissions of each kind. */
  readonly each: number;
  readonly brokenOf: (object: ObjectKind) => number;
  /** How often each rule is broken at least. */
  readonly least: number;
  /** What counts as a rule: two breakers with the same word are ways of breaking the same one. */
  readonly ruleOf: (breaker: Breaker, object: ObjectKind) => string;
}
/** `npm run proof:forms`: of every kind, every way in which a rule can be broken. */
/** The more options a kind has, the fewer of its fifty are broken. */
const SHORT_BROKEN: Readonly<Record<ObjectKind, number>> = { website: 29, mini_program: 28, app: 28, app_market: 33, provider: 38 };
export const FULL: Size = { each: 1_000, brokenOf: (object) => Math.max(500, 5 * breakersOf(object).length), least: 5, ruleOf: (breaker, object) => `${object} ${nameOf(breaker)}` };
/** Another number of each kind: a fifth at least stays good. */
export const sizeOf = (each: number): Size => ({ ...FULL, each, brokenOf: (object) => Math.min(FULL.brokenOf(object), Math.floor(each * 0.8)) });
/** The short form in the suite: every code that any requirement asks for, from some kind in some way. */
export const SHORT: Size = { each: 50, brokenOf: (object) => SHORT_BROKEN[object], least: 1, ruleOf: ({ id, code }) => `${id} ${code}` };

/** What a plan is drawn from. */
export interface PlanOptions extends Size {
  readonly seed: number;
  readonly album: Readonly<Record<Who, Album>>;
  readonly notice: string;
}

export type Plan = ReadonlyMap<ObjectKind, readonly Entry[]>;

/** Submissions of every kind. The first of each is good, and what duplicates are duplicates of. */
export function planOf({ seed, each, brokenOf, ruleOf, album, notice }: PlanOptions): Plan {
  const draw = drawOf(seed);
  let serial = 0;
  const mark = (): string => `${seed.toString(36)}x${(serial += 1).toString(36)}`;
  // Good forms have cards of their own: what a broken one chooses is not accepted.
  const newSource = (): Source => ({ draw, cards: new Cards(draw), album, mark });
  const spoils = newSource();
  const used = new Map<string, number>();
  const submissionOf = (object: ObjectKind, who: Who, source: Source, plain: boolean): Submission => ({ object, who, data: goodForm(object, who, source, plain), notice: { version: notice, accepted: true } });

  const brokenEntry = (object: ObjectKind, first: Entry): Entry => {
    const by = leastUsed(used, object, ruleOf, draw);
    const spoilt = submissionOf(object, by.by ?? draw.pick(['unit', 'individual']), spoils, true);
    return entryOf(spoilt, { by, paths: [by.spoil(spoilt, spoils, first.submission.data)].flat() });
  };
  const entriesOf = (object: ObjectKind): Entry[] => {
    const source = newSource();
    const first = entryOf(submissionOf(object, 'unit', source, true));
    // Without them it is no duplicate of anything (MIN-18).
    if (object === 'mini_program') first.submission.data = { platform: 'wechat', appId: `wx${mark()}`, ...first.submission.data };
    const good = Array.from({ length: each - 1 - brokenOf(object) }, (_each, at) => entryOf(submissionOf(object, at % 3 === 0 ? 'individual' : 'unit', source, false)));
    const bad = Array.from({ length: brokenOf(object) }, () => brokenEntry(object, first));
    return [first, ...draw.some([...good, ...bad], each, each)];
  };
  return new Map(ALL.map((object) => [object, entriesOf(object)]));
}

function entryOf(submission: Submission, broken?: Entry['broken']): Entry {
  return { application: newId(), filing: newId(), submission, broken };
}

/** Of a kind's breakers one whose rule was broken least, and of those one that few kinds share. */
function leastUsed(used: Map<string, number>, object: ObjectKind, ruleOf: Size['ruleOf'], draw: Draw): Breaker {
  const times = (word: string): number => used.get(word) ?? 0;
  const rank = (breaker: Breaker): number => (times(ruleOf(breaker, object)) * 100 + times(nameOf(breaker))) * 10 + breaker.kinds.length;
  const own = breakersOf(object).map((breaker) => ({ breaker, rank: rank(breaker) }));
  const best = Math.min(...own.map((each) => each.rank));
  const chosen = draw.pick(own.filter((each) => each.rank === best)).breaker;
  for (const word of new Set([ruleOf(chosen, object), nameOf(chosen)])) used.set(word, times(word) + 1);
  return chosen;
}
