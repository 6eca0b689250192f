import { describe, expect, it } from '@jest/globals';
import { WorkQueue, type Message, type RunWork } from './work-queue.ts';

type Work = RunWork<Message, string, string>;
const TASK = 5;
const SECOND = 1000;

let last = 0;
const message = (over: Partial<Message> = {}): Message => ({
  command: `c${++last}`, action: 'approve', payloadDigest: 'd', issuedAt: '2026-01-05T00:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z', credential: 'c', signature: `s${last}`, ...over,
});
const signal = (over: Partial<Message> = {}): Work => ({ kind: 'signal', message: message(over) });
const update = (over: Partial<Message> = {}): Work => ({ kind: 'update', message: message(over), answer: () => undefined, fail: () => undefined });
const READ: Work = { kind: 'read' };

function holding(...works: readonly (readonly [Work, number])[]): WorkQueue<Work> {
  const queue = new WorkQueue<Work>();
  for (const [work, task] of works) queue.add(work, task);
  return queue;
}

function drain(queue: WorkQueue<Work>, now = 0): Work[] {
  const taken: Work[] = [];
  for (let work = queue.take(now); work !== undefined; work = queue.take(now)) taken.push(work);
  return taken;
}

describe('the order of work', () => {
  it('is that of the workflow tasks, also when their numbers have different lengths', () => {
    const [first, second, third] = [signal({ issuedAt: '2026-03-01T00:00:00.000Z' }), signal({ issuedAt: '2026-02-01T00:00:00.000Z' }), signal({ issuedAt: '2026-01-01T00:00:00.000Z' })];
    expect(drain(holding([third, 100], [second, 20], [first, 3]))).toEqual([first, second, third]);
  });

  it('within a task is that of the commands, in whatever order they are delivered', () => {
    const early = update({ command: 'b', issuedAt: '2026-01-05T00:00:00.000Z' });
    const late = signal({ command: 'a', issuedAt: '2026-01-05T00:00:01.000Z' });
    const sameMoment = signal({ command: 'c', issuedAt: '2026-01-05T00:00:00.000Z' });
    const expected = [READ, early, sameMoment, late];
    for (const delivered of [[early, late, sameMoment, READ], [READ, late, sameMoment, early], [sameMoment, READ, early, late]]) {
      expect(drain(holding(...delivered.map((work) => [work, TASK] as const)))).toEqual(expected);
    }
  });

  it('of one command sent both ways is the signal first', () => {
    const [byUpdate, bySignal] = [update({ command: 'a' }), signal({ command: 'a' })];
    expect(drain(holding([byUpdate, TASK], [bySignal, TASK]))).toEqual([bySignal, byUpdate]);
  });
});

describe('a tie', () => {
  type Other = Work | { readonly kind: 'malformed'; readonly via: 'signal' | 'update' };
  const malformed = (via: 'signal' | 'update'): Other => ({ kind: 'malformed', via });
  function of(works: readonly Other[]): WorkQueue<Other> {
    const queue = new WorkQueue<Other>();
    for (const work of works) queue.add(work, TASK);
    return queue;
  }
  const kinds = (queue: WorkQueue<Other>): string[] => {
    const taken: string[] = [];
    for (let work = queue.take(0); work !== undefined; work = queue.take(0)) taken.push('via' in work ? work.via : work.kind);
    return taken;
  };

  it('is work of several kinds or ways that nothing but its delivery orders', () => {
    expect([of([malformed('signal'), READ]), of([malformed('signal'), malformed('signal'), READ]), of([READ, malformed('update')]), of([malformed('update'), malformed('signal')])].map((queue) => queue.isTied)).toEqual([true, true, true, true]);
    expect([of([]), of([READ]), of([malformed('signal'), malformed('signal')]), of([READ, update(), signal()])].map((queue) => queue.isTied)).toEqual([false, false, false, false]);
  });

  it('stays as it was delivered, and untied begins with the read, before any message', () => {
    const works = [malformed('update'), signal(), malformed('signal'), READ];
    expect(kinds(of(works))).toEqual(['update', 'signal', 'read', 'signal']);
    const queue = of(works);
    queue.untie();
    expect(queue.isTied).toBe(true);
    expect(kinds(queue)).toEqual(['read', 'signal', 'update', 'signal']);
  });
});

describe('what comes again', () => {
  it('as a signal is left out, whichever way it came before', () => {
    const [first, asked] = [message(), message()];
    const queue = holding([{ kind: 'signal', message: first }, TASK], [update(asked), TASK]);
    drain(queue);
    queue.add({ kind: 'signal', message: first }, TASK + 1);
    queue.add({ kind: 'signal', message: asked }, TASK + 1);
    expect(queue.isEmpty).toBe(true);
  });

  it('as an Update is done, as somebody awaits its answer', () => {
    const once = message();
    expect(drain(holding([signal(once), TASK], [update(once), TASK], [update(once), TASK])).map(({ kind }) => kind)).toEqual(['signal', 'update', 'update']);
  });

  it('is told by its signature, so that a forged message does not keep out the true one', () => {
    expect(drain(holding([signal({ command: 'a', signature: 'forged' }), TASK], [signal({ command: 'a', signature: 'true' }), TASK]))).toHaveLength(2);
  });

  it('as a read is left out while one waits, and only then', () => {
    const queue = holding([READ, TASK], [{ kind: 'read' }, TASK + 1]);
    expect(drain(queue)).toHaveLength(1);
    queue.add({ kind: 'read' }, TASK + 2);
    expect(queue.hasReady).toBe(true);
  });
});

describe('work that failed', () => {
  it('comes again after its pause, before the rest, which goes on meanwhile', () => {
    const [failed, other, later] = [signal(), signal(), signal()];
    const queue = holding([other, TASK]);
    queue.defer(failed, 0);
    expect(queue.wakeAt).toBe(10 * SECOND);
    expect(drain(queue, 10 * SECOND - 1)).toEqual([other]);
    expect([queue.hasReady, queue.isEmpty]).toEqual([false, false]);
    queue.add(later, TASK + 1);
    expect(drain(queue, 10 * SECOND)).toEqual([failed, later]);
    expect([queue.wakeAt, queue.isEmpty]).toEqual([undefined, true]);
  });

  it('waits twice as long each time, at most five minutes', () => {
    const queue = new WorkQueue<Work>();
    const work = signal();
    const pauses: number[] = [];
    for (let tries = 0, now = 0; tries < 7; tries += 1) {
      queue.defer(work, now);
      pauses.push((queue.wakeAt! - now) / SECOND);
      now = queue.wakeAt!;
      expect(queue.take(now)).toBe(work);
    }
    expect(pauses).toEqual([10, 20, 40, 80, 160, 300, 300]);
  });

  it('has a pause of its own, and is known by its kind', () => {
    const queue = new WorkQueue<Work>();
    queue.defer(signal(), 5 * SECOND);
    queue.defer({ kind: 'deadline', step: 'remind' }, 0);
    expect([queue.wakeAt, queue.isDeferred('deadline'), queue.isDeferred('read')]).toEqual([10 * SECOND, true, false]);
    expect(queue.take(10 * SECOND)).toMatchObject({ kind: 'deadline' });
    expect([queue.wakeAt, queue.isDeferred('deadline')]).toEqual([15 * SECOND, false]);
  });
});
