import type { InForce } from './rules-in-force.ts';

/** The rules that a submission is judged by, with the versions that it keeps. */
export interface JudgedBy {
  readonly nameRules: InForce<'name_rules'>;
  readonly dictionaries: InForce<'dictionaries'>;
}

/** One after the other, as both may be asked in the same transaction. */
export async function judgedByOf(get: <T extends 'name_rules' | 'dictionaries'>(topic: T) => Promise<InForce<T>>): Promise<JudgedBy> {
  const nameRules = await get('name_rules');
  return { nameRules, dictionaries: await get('dictionaries') };
}
