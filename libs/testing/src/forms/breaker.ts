import type { ObjectKind } from '@beian/contracts/primitives';
import type { Source } from './good-form.ts';
import type { Form, Submission, Who } from './submission.ts';

/** One way to break one rule, written from the requirement: what it says, not how the product checks it. */
export interface Breaker {
  /** What asks for the rule, e.g. `NAM-08`. */
  readonly id: string;
  /** What is wrong with the form, in words; id and words together are its name. */
  readonly what: string;
  /** Code that the answer must carry; `{kind}` stands for the kind that is filed. */
  readonly code: string;
  readonly kinds: readonly ObjectKind[];
  /** Who has to file for the rule to count; left out: anybody. */
  readonly by?: Who;
  /** Breaks a good form in this one place; gives the path that the answer must name, or all of them. */
  readonly spoil: (submission: Submission, source: Source, taken: Form) => string | readonly string[];
}

export const ALL: readonly ObjectKind[] = ['website', 'mini_program', 'app', 'app_market', 'provider'];
export const WITH_PERSONS: readonly ObjectKind[] = ['website', 'app_market', 'provider'];
export const WITH_CONTACT: readonly ObjectKind[] = ['website', 'app_market'];
export const WITH_DOMAINS: readonly ObjectKind[] = ['website', 'app_market'];
export const WITH_RANGES: readonly ObjectKind[] = ['website', 'app_market', 'provider'];
export const PROGRAMS: readonly ObjectKind[] = ['mini_program', 'app'];
export const HOSTED: readonly ObjectKind[] = ['mini_program', 'app', 'app_market'];
export const WITH_APPROVALS: readonly ObjectKind[] = ['website', 'mini_program', 'app', 'app_market'];

/** A breaker, its parts in the order of a table. */
export function breaks(id: string, what: string, code: string, kinds: readonly ObjectKind[], spoil: Breaker['spoil'], by?: Who): Breaker {
  return { id, what, code, kinds, spoil, ...(by && { by }) };
}

export const nameOf = ({ id, what }: Breaker): string => `${id} ${what}`;
export const codeFor = ({ code }: Breaker, object: ObjectKind): string => code.replace('{kind}', object);
/** Zero-width space: nobody sees it (abuse 28). */
export const HIDDEN = '\u200b';
