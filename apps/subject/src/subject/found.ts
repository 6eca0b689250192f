import type { Principal } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import type { DataSource } from 'typeorm';
import { ownCase } from './subject.errors.ts';

/** What an officer asks for. Row security hides their own as it hides what is elsewhere; that it is one is all that is told (S4). */
export async function found<T extends object>(db: DataSource, caller: Principal, find: (tx: Tx) => Promise<T | 'own' | undefined>): Promise<T> {
  const answer = await inScope(db, caller, find);
  // Thrown after the transaction: one that fails costs its connection.
  if (answer === 'own') throw ownCase();
  if (answer === undefined) throw notFound();
  return answer;
}
