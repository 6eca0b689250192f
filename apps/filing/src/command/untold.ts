import type { Tx } from '@beian/kit/db/scope';
import { updateVersioned } from '@beian/kit/db/versioned';
import { Command } from './command.entity.ts';

/**
 * A run that was started again has not heard of the return that the row stands at, whose subject may still wait for it (S6):
 * the sweeper sends it that command once more.
 */
export async function markUntold(tx: Tx, application: string): Promise<void> {
  const [last] = await tx.query<{ id: string; action: string; result: { returnSubject?: unknown } | null }>(
    `select id, action, result from command where application = $1 and status = 'applied' and via <> 'row' order by settled_at desc limit 1`, [application]);
  if (last?.result?.returnSubject === undefined) return;
  await updateVersioned(tx, Command, last.id, { untoldSince: new Date() }, { action: 'command.run-recovered' });
}
