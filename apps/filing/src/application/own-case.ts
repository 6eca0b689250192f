import { OFFICER_ROLES } from '@beian/contracts/principal';
import type { Tx } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { ownCase } from './application.errors.ts';

/** Throws what an unseen application or filing is to the caller: an officer's own case is named as such (S4), anything else does not exist. */
export async function refuseUnseen(tx: Tx, id: string): Promise<never> {
  if (OFFICER_ROLES.some((role) => tx.principal.roles.includes(role))) {
    const [row] = await tx.query<{ own: boolean }>('select is_own_case($1) as own', [id]);
    if (row?.own === true) throw ownCase();
  }
  throw notFound();
}
