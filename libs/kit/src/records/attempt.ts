import type { Principal } from '@beian/contracts/principal';
import type { DataSource } from 'typeorm';
import { DomainError } from '../errors/domain-error.ts';
import { inScope, type Tx } from '../db/scope.ts';
import { record, recordRefusal, type RecordEntry, type Signer } from './record.ts';

/**
 * Does what a person asked for; when it is refused, the attempt is recorded with the refusal's code in a transaction of its
 * own, and the refusal thrown on. What is no refusal (a fault, or "not now") is thrown on unrecorded.
 */
export async function attempt<T>(source: DataSource, principal: Principal, signer: Signer, entry: Omit<RecordEntry, 'outcome' | 'code'>, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof DomainError && error.status < 500) await recordRefusal(source, principal, signer, { ...entry, code: error.code });
    throw error;
  }
}

/** What came of a change, and the values that its record keeps. */
export type Changed<T> = { readonly result: T } & Pick<RecordEntry, 'before' | 'after'>;

/** The same for one transaction: what is done and its record commit together, a refusal is recorded in its own. */
export async function attemptInScope<T>(source: DataSource, principal: Principal, signer: Signer, entry: Omit<RecordEntry, 'outcome' | 'code'>, act: (tx: Tx) => Promise<Changed<T>>): Promise<T> {
  return attempt(source, principal, signer, entry, () => inScope(source, principal, async (tx) => {
    const { result, ...values } = await act(tx);
    record(tx, signer, { ...entry, outcome: 'done', ...values });
    return result;
  }));
}
