import type { Principal } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import type { DataSource } from 'typeorm';
import { ownCase } from './subject.errors.ts';

const IS_OWN = { subject: 'select is_own_subject($1, $2) as own', review: 'select is_own_review($1) as own' } as const;

/** What is to be said of a row that an officer does not see: that it is the officer's own, or nothing (S4). */
export async function hidden(tx: Tx, what: keyof typeof IS_OWN, ...key: readonly unknown[]): Promise<'own' | undefined> {
  const [row] = await tx.query<{ own: boolean }>(IS_OWN[what], [...key]);
  return row?.own === true ? 'own' : undefined;
}

/** 403 for the officer's own, 404 for what is not there. */
export const refusalOf = (answer: 'own' | undefined): Error => (answer === 'own' ? ownCase() : notFound());

/** What an officer asks for, or why it is not told. */
export async function found<T extends object>(db: DataSource, caller: Principal, find: (tx: Tx) => Promise<T | 'own' | undefined>): Promise<T> {
  const answer = await inScope(db, caller, find);
  // Thrown after the transaction: one that fails costs its connection.
  if (answer === 'own') throw refusalOf('own');
  if (answer === undefined) throw refusalOf(undefined);
  return answer;
}
