import type { Duplicate } from '@beian/contracts/filing/api';
import type { Tx } from '@beian/kit/db/scope';
import { toULabel } from '@beian/rules/domains/hosts';

/** S7: filings of other subjects under the case's registrable domains, in all bureaus, as far as an officer may quote them. */
export async function duplicatesOf(tx: Tx, application: string): Promise<Duplicate[]> {
  const rows = await tx.query<{ domain: string; number: string | null; bureau_name: string | null }>('select domain, number, bureau_name from duplicates_of($1)', [application]);
  return rows.map(({ domain, number, bureau_name: bureauName }) => ({ domain: toULabel(domain), number, bureauName }));
}
