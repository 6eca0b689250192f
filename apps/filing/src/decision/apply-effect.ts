import type { Principal } from '@beian/contracts/principal';
import type { Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { record } from '@beian/kit/records/record';
import type { Keys } from '@beian/kit/auth/keys';
import { Application } from '../application/application.entity.ts';
import { Filing } from '../filing/filing.entity.ts';
import type { Effect } from './outcome.ts';

/** Writes what follows from an action: rows with their history, events, and the auditor's record. Returns the case as it is now. */
export async function applyEffect(tx: Tx, keys: Keys, before: Application, action: string, effect: Effect): Promise<Application> {
  const patch = { revision: before.revision + 1, ...effect.application };
  const version = await updateVersioned(tx, Application, before.id, patch, { action });
  const after = Object.assign(new Application(), before, patch, { version });
  if (effect.filing !== undefined) await updateVersioned(tx, Filing, before.filing, effect.filing, { action });
  await effect.write?.(after);
  effect.announce(after);
  record(tx, keys, {
    action, outcome: 'done', target: { type: 'application', id: before.id }, filing: before.filing, bureau: before.bureau,
    before: { stage: before.stage, revision: before.revision }, after: { stage: after.stage, revision: after.revision, ...inTheNameOf(tx.principal, before), ...effect.after },
  });
  return after;
}

/** A delegate who acts on a case of the absent officer: for whom, beside who did it. */
function inTheNameOf({ account, deputyFor = [] }: Principal, { holder }: Application): { inTheNameOf?: string } {
  return holder !== null && holder !== account && deputyFor.includes(holder) ? { inTheNameOf: holder } : {};
}
