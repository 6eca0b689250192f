import type { Tx } from '@beian/kit/db/scope';

/** A certificate number by its keyed index, and the account that is asked for. */
export interface Registered {
  readonly owner: string;
  readonly certificateIndex: string;
}
/** What other accounts have registered under it: the approved subject, if there is one, and how many wait. */
export interface Elsewhere {
  readonly approved: { readonly subject: string; readonly bureau: number; readonly unitName: string | null } | null;
  readonly waiting: number;
}
interface Row {
  readonly subject: string | null;
  readonly bureau: number | null;
  readonly unit_name: string | null;
  readonly waiting: number;
}

/** OPN-65: the same certificate number under other accounts. */
export async function registeredElsewhere(tx: Tx, { owner, certificateIndex }: Registered): Promise<Elsewhere> {
  const [row] = await tx.query<Row & Record<string, unknown>>('select subject, bureau, unit_name, waiting from registered_elsewhere($1, $2)', [owner, certificateIndex]);
  const { subject = null, bureau = null, unit_name: unitName = null, waiting = 0 } = row ?? {};
  return { approved: subject === null || bureau === null ? null : { subject, bureau, unitName }, waiting };
}

/** Whether its approval would make a second one; approvals of one number come one after the other. */
export async function isRegisteredElsewhere(tx: Tx, registered: Registered): Promise<boolean> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('registered ' || $1, 0))`, [registered.certificateIndex]);
  return (await registeredElsewhere(tx, registered)).approved !== null;
}
