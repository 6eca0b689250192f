import type { ObjectKind } from '@beian/contracts/primitives';
import { newId } from '@beian/kit/http/uuid';
import { ALL, type Breaker } from './breaker.ts';
import { BREAKERS, breakersOf } from './breakers.ts';
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

/** How many submissions of a kind are broken. */
export interface Size {
  /** Submissions of each kind. */
  readonly each: number;
  readonly brokenOf: (object: ObjectKind) => number;
  /** How often each breaker is used at least; of every kind by itself, or of all kinds together. */
  readonly least: number;
  readonly apart: boolean;
}
/** `npm run proof:forms`: every rule of every kind is broken five times at least. */
export const FULL: Size = { each: 1_000, brokenOf: (object) => Math.max(500, 5 * breakersOf(object).length), least: 5, apart: true };
/** The short form in the suite: every rule is broken once at least, by some kind. */
export const SHORT: Size = { each: 50, brokenOf: () => 32, least: 1, apart: false };

/** What a plan is drawn from. */
export interface PlanOptions extends Size {
  readonly seed: number;
  readonly album: Readonly<Record<Who, Album>>;
  readonly notice: string;
}

export type Plan = ReadonlyMap<ObjectKind, readonly Entry[]>;

/** Submissions of every kind. The first of each is good, and what duplicates are duplicates of. */
export function planOf({ seed, each, brokenOf, apart, album, notice }: PlanOptions): Plan {
  const draw = drawOf(seed);
  let serial = 0;
  const source: Source = { draw, cards: new Cards(draw), album, mark: () => `${seed.toString(36)}x${(serial += 1).toString(36)}` };
  const used = new Map<string, number>();
  const submissionOf = (object: ObjectKind, who: Who, plain: boolean): Submission => ({ object, who, data: goodForm(object, who, source, plain), notice: { version: notice, accepted: true } });

  const brokenEntry = (object: ObjectKind, first: Entry): Entry => {
    const by = leastUsed(used, object, apart, draw);
    const spoilt = submissionOf(object, by.by ?? draw.pick(['unit', 'individual']), true);
    return entryOf(spoilt, { by, paths: [by.spoil(spoilt, source, first.submission.data)].flat() });
  };
  const entriesOf = (object: ObjectKind): Entry[] => {
    const first = entryOf(submissionOf(object, 'unit', true));
    if (object === 'mini_program') Object.assign(first.submission.data, { platform: 'wechat', appId: `wx${source.mark()}` });
    const good = Array.from({ length: each - 1 - brokenOf(object) }, (_each, at) => entryOf(submissionOf(object, at % 3 === 0 ? 'individual' : 'unit', false)));
    const bad = Array.from({ length: brokenOf(object) }, () => brokenEntry(object, first));
    return [first, ...draw.some([...good, ...bad], each, each)];
  };
  return new Map(ALL.map((object) => [object, entriesOf(object)]));
}

function entryOf(submission: Submission, broken?: Entry['broken']): Entry {
  return { application: newId(), filing: newId(), submission, broken };
}

/** Of a kind's breakers one that was used least, and of those one that few kinds share. */
function leastUsed(used: Map<string, number>, object: ObjectKind, apart: boolean, draw: Draw): Breaker {
  const keyOf = (breaker: Breaker): string => `${apart ? object : ''} ${BREAKERS.indexOf(breaker)}`;
  const times = (breaker: Breaker): number => used.get(keyOf(breaker)) ?? 0;
  const rank = (breaker: Breaker): number => times(breaker) * 10 + breaker.kinds.length;
  const own = breakersOf(object);
  const best = Math.min(...own.map(rank));
  const chosen = draw.pick(own.filter((breaker) => rank(breaker) === best));
  used.set(keyOf(chosen), times(chosen) + 1);
  return chosen;
}
