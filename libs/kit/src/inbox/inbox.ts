import type { Tx } from '../db/scope.ts';
import { apply, inInbox, type InboxContext } from './apply.ts';
import { attempt, InboxUnavailable, type Failure } from './attempt.ts';
import { readMessage, type IncomingMessage, type Reading } from './message.ts';
import { replayLane } from './replay.ts';
import { findHead, lockLane, lookUp, park, type Lane } from './store.ts';

/** `applied` by its handlers; `passed`: nobody here handles the type; `duplicate`: known already; `parked`: kept for later. */
export type Outcome = 'applied' | 'passed' | 'duplicate' | 'parked';

/** What is to be done for the lane once this message is settled. */
interface Admission {
  readonly outcome: Outcome;
  readonly then?: 'none' | 'all';
}

/**
 * Takes a message: its effects, its inbox row and its aggregate's position commit together, once. Out of order, flawed or
 * failing messages are parked with their aggregate. Only `InboxUnavailable` is thrown; the message then must come again.
 */
export async function takeMessage(context: InboxContext, message: IncomingMessage, signal: AbortSignal): Promise<Outcome> {
  const reading = readMessage(message, context);
  const lane: Lane = { consumer: context.consumer, topic: message.topic, aggregate: reading.aggregate };
  const tried = await attempt(context.source, signal, () => inInbox(context, reading, (tx) => admit(tx, lane, message, reading)));
  if ('failure' in tried) return parkFailed(context, lane, message, reading, tried.failure, signal);
  const { outcome, then } = tried.result;
  if (outcome === 'parked') context.logger.warn({ ...lane, event: reading.event, offset: message.offset, partition: message.partition }, 'A message waits in the inbox');
  if (then) await replayLane(context, lane, then, signal);
  return outcome;
}

async function admit(tx: Tx, lane: Lane, message: IncomingMessage, reading: Reading): Promise<Admission> {
  const position = await lockLane(tx, lane);
  const { known, waiting } = await lookUp(tx, lane, message, reading.event);
  if (known) return { outcome: 'duplicate' };
  if (reading.kind === 'flawed') {
    await park(tx, lane, message, reading, position, { reason: reading.flaw, detail: reading.detail, attempts: 1 });
    return { outcome: 'parked' };
  }
  const { version, snapshot } = reading.envelope;
  const next = version === position + 1 && (waiting === null || waiting > version);
  const freshStart = snapshot === true && version > position && waiting === null;
  if (next || freshStart) {
    if (!(await apply(tx, lane, reading))) return { outcome: 'duplicate' };
    return { outcome: reading.handlers.length > 0 ? 'applied' : 'passed', ...(waiting === null ? {} : { then: 'none' as const }) };
  }
  const reason = version <= position ? 'late' : waiting === null ? 'gap' : 'queued';
  await park(tx, lane, message, reading, position, { reason, detail: `version ${version} after ${position}`, attempts: 0 });
  // A snapshot says all there is to say: what is missing before it need not be waited for.
  const bridged = snapshot === true && (await findHead(tx, lane))?.reason === 'gap';
  return { outcome: 'parked', ...(bridged ? { then: 'all' as const } : {}) };
}

async function parkFailed(context: InboxContext, lane: Lane, message: IncomingMessage, reading: Reading, failure: Failure, signal: AbortSignal): Promise<Outcome> {
  const { error, ...why } = failure;
  const parked = await attempt(context.source, signal, () =>
    inInbox(context, reading, async (tx): Promise<Outcome> => {
      const position = await lockLane(tx, lane);
      const { known } = await lookUp(tx, lane, message, reading.event);
      if (known) return 'duplicate';
      await park(tx, lane, message, reading, position, why);
      return 'parked';
    }),
  );
  if ('failure' in parked) throw new InboxUnavailable(parked.failure.error);
  context.logger.error({ err: error, ...lane, event: reading.event, type: reading.type, attempts: why.attempts }, 'An event could not be handled; its aggregate is parked');
  return parked.result;
}
