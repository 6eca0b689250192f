import type { ObjectKind } from '@beian/contracts/primitives';
import { judge, readBack, type Answered } from './judge.ts';
import type { Entry, Plan } from './plan.ts';
import { leavesOf, type Who } from './submission.ts';

/** The platform, as whoever submits and reads back reaches it over HTTP. */
export interface Platform {
  /** Sends it as its owner, with the receipts of subject and uploads. */
  submit(entry: Entry): Promise<Answered>;
  readAsOwner(who: Who, application: string): Promise<Answered>;
  readAsOfficer(who: Who, application: string): Promise<Answered>;
}

/** What came of a plan. */
export interface Outcome {
  /** In words; none when all held. */
  readonly faults: readonly string[];
  readonly accepted: ReadonlySet<Entry>;
  readonly refused: number;
  readonly leaves: number;
  readonly seconds: number;
}

const ASKED_AGAIN = 3;

/** Submits a plan, so many at a time, and reads back what was accepted. */
export async function play(plan: Plan, platform: Platform, { inFlight = 4, progress }: { inFlight?: number; progress?: (object: ObjectKind, done: number, faults: number) => void } = {}): Promise<Outcome> {
  const began = performance.now();
  const faults: string[] = [];
  const accepted = new Set<Entry>();
  let refused = 0;
  let leaves = 0;

  // A 5xx is a fault for good; what the platform has to say is asked for again all the same, so that nothing goes unjudged.
  const answered = async (ask: () => Promise<Answered>): Promise<Answered> => {
    for (let left = ASKED_AGAIN; ; left -= 1) {
      const answer = await ask();
      if (answer.status < 500 || left === 0) return answer;
      faults.push(`5xx: ${answer.status} ${JSON.stringify(answer.body)}`.slice(0, 200));
    }
  };
  const one = async (entry: Entry): Promise<void> => {
    const answer = await answered(() => platform.submit(entry));
    faults.push(...judge(entry, answer));
    if (answer.status === 422) refused += 1;
    if (answer.status !== 201) return;
    accepted.add(entry);
    const { application, submission: { who, data } } = entry;
    faults.push(...readBack(entry, 'owner', await answered(() => platform.readAsOwner(who, application))));
    faults.push(...readBack(entry, 'officer', await answered(() => platform.readAsOfficer(who, application))));
    leaves += 2 * leavesOf(data).size;
  };

  for (const [object, [first, ...others]] of plan) {
    // Duplicates are duplicates of the first: it must be there before them.
    await one(first!);
    const left = [...others];
    let done = 1;
    const runner = async (): Promise<void> => {
      for (let entry = left.shift(); entry !== undefined; entry = left.shift()) {
        await one(entry);
        progress?.(object, (done += 1), faults.length);
      }
    };
    await Promise.all(Array.from({ length: inFlight }, runner));
  }
  return { faults, accepted, refused, leaves, seconds: (performance.now() - began) / 1000 };
}
