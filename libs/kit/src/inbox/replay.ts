import { apply, inInbox, type InboxContext } from './apply.ts';
import { attempt, InboxUnavailable } from './attempt.ts';
import { readMessage, type IncomingMessage } from './message.ts';
import { findHead, lockLane, noteFailure, settle, skipTo, type Lane, type ParkedRow } from './store.ts';

/**
 * Whose disorder is accepted: `none` replays only what now follows in order; `head` also the first message, which was
 * refused or failed; `all` also goes over what is missing: an operator, or a snapshot, has decided so.
 */
export type Acceptance = 'none' | 'head' | 'all';

type Step = 'replayed' | 'held' | 'empty';

/** Replays what waits in a lane, in order, each in its own transaction, until one fails again. Returns how many went through. */
export async function replayLane(context: InboxContext, lane: Lane, acceptance: Acceptance, signal: AbortSignal): Promise<number> {
  let accept = acceptance;
  for (let replayed = 0; ; replayed += 1) {
    if ((await replayHead(context, lane, accept, signal)) !== 'replayed') return replayed;
    if (accept === 'head') accept = 'none';
  }
}

async function replayHead(context: InboxContext, lane: Lane, accept: Acceptance, signal: AbortSignal): Promise<Step> {
  let head: ParkedRow | undefined;
  const tried = await attempt(context.source, signal, async (): Promise<Step> => {
    const seen = await inInbox(context, undefined, (tx) => findHead(tx, lane));
    head = seen;
    if (!seen) return 'empty';
    const reading = readMessage(messageOf(lane, seen), context);
    return inInbox(context, reading, async (tx) => {
      const position = await lockLane(tx, lane);
      // Somebody else was here since.
      if ((await findHead(tx, lane))?.id !== seen.id) return 'replayed';
      if (seen.verdict === 'discard') {
        await settle(tx, seen.id, 'discarded');
        if (seen.version !== null) await skipTo(tx, lane, seen.version);
        return 'replayed';
      }
      const inOrder = seen.rank === position + 1 && (seen.reason === 'gap' || seen.reason === 'queued');
      if (!inOrder && accept === 'none') return 'held';
      if (reading.kind === 'flawed') {
        await noteFailure(tx, seen.id, { reason: reading.flaw, detail: reading.detail, attempts: 1 });
        return 'held';
      }
      await apply(tx, lane, reading);
      await settle(tx, seen.id, inOrder ? 'replayed' : 'released');
      return 'replayed';
    });
  });
  if ('result' in tried) return tried.result;
  const { error, ...why } = tried.failure;
  const { id } = head ?? {};
  if (id === undefined) throw new InboxUnavailable(error);
  const noted = await attempt(context.source, signal, () => inInbox(context, undefined, (tx) => noteFailure(tx, id, why)));
  if ('failure' in noted) throw new InboxUnavailable(noted.failure.error);
  context.logger.error({ err: error, ...lane, parked: id, attempts: why.attempts }, 'A parked event failed again');
  return 'held';
}

function messageOf(lane: Lane, row: ParkedRow): IncomingMessage {
  return { topic: lane.topic, partition: row.kafka_partition, offset: row.kafka_offset, key: row.key, value: row.value };
}
