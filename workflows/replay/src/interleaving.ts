import type { RunAction } from '@beian/contracts/filing/actions';
import { drawing } from '@beian/testing/drawing';

/** One thing that happens to a case from outside. */
export type Happening =
  | { readonly kind: 'message'; readonly action: RunAction; readonly via: 'update' | 'signal'; readonly stale: boolean; readonly twice: boolean }
  /** Something under the name of an action that is no message. */
  | { readonly kind: 'malformed'; readonly action: RunAction; readonly via: 'update' | 'signal' }
  | { readonly kind: 'take' | 'release' | 'resync' }
  | { readonly kind: 'fault'; readonly activity: 'settleCommand' | 'readCase' | 'platformStep' | 'approveSubjectRevision' | 'returnSubjectRevision'; readonly times: number };

/** What one case goes through: groups whose members arrive at once, and after some of them days pass. */
export interface Interleaving {
  readonly seed: number;
  readonly bundled: boolean;
  readonly before: readonly (readonly Happening[])[];
  readonly after: readonly (readonly Happening[])[];
}

const ACTIONS: readonly RunAction[] = ['passInitial', 'approve', 'return', 'resubmit', 'withdraw', 'setInteractive'];
const ACTIVITIES = ['settleCommand', 'readCase', 'platformStep', 'approveSubjectRevision', 'returnSubjectRevision'] as const;

/** The interleaving of a seed: always the same. */
export function interleavingOf(seed: number): Interleaving {
  const random = drawing(seed);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const one = <T>(all: readonly T[]): T => all[upTo(all.length)] as T;
  const happening = (): Happening => {
    const kind = upTo(20);
    if (kind < 5) return { kind: 'take' };
    if (kind < 6) return { kind: 'release' };
    if (kind < 7) return { kind: 'resync' };
    if (kind < 9) return { kind: 'fault', activity: one(ACTIVITIES), times: 1 + upTo(4) };
    if (kind < 11) return { kind: 'malformed', action: one(ACTIONS), via: one(['update', 'signal']) };
    return { kind: 'message', action: one(ACTIONS), via: one(['update', 'signal']), stale: upTo(8) === 0, twice: upTo(6) === 0 };
  };
  const groups = (): Happening[][] => Array.from({ length: 1 + upTo(4) }, () => Array.from({ length: 1 + upTo(3) }, happening));
  return { seed, bundled: upTo(3) === 0, before: groups(), after: groups() };
}
