import type { Principal } from '@beian/contracts/principal';
import { sendersOf } from '@beian/rules/lifecycle/senders';
import type { Sender } from '@beian/rules/lifecycle/stages';
import { decideReview, REVIEW_MESSAGES, type ReviewDecision, type ReviewMessageName, type ReviewStage } from '@beian/rules/subject/review';

/** What of a review says who may act on it, and where it stands. */
export interface Handling {
  readonly owner: string;
  readonly persons: readonly string[];
  readonly bureau: number;
  readonly holder: string | null;
  readonly stage: ReviewStage;
}

/** S4: the officer is the submitting account or a person on the subject, by the keyed index of the certificate number. */
export function isOwnReview({ account, person }: Principal, { owner, persons }: Handling): boolean {
  return account === owner || (person !== null && persons.includes(person));
}

/** What becomes of a message of this person on this review. */
export function answer(principal: Principal, review: Handling, message: ReviewMessageName, reasonsGiven = true): ReviewDecision {
  return decideReview({ message, stage: review.stage, senders: senders(principal, review), ownCase: isOwnReview(principal, review), reasonsGiven });
}

/** What this person could send now. */
export function offered(principal: Principal, review: Handling): ReviewMessageName[] {
  return REVIEW_MESSAGES.filter((message) => answer(principal, review, message).allowed);
}

function senders({ kind, account, roles, bureau, scope, deputyFor = [] }: Principal, { holder, bureau: own }: Handling): Sender[] {
  const standing = bureau === own ? 'own' : scope.includes(own) ? 'below' : 'elsewhere';
  const holds = holder !== null && (holder === account || deputyFor.includes(holder));
  return sendersOf({ kind: account === null && kind !== 'platform' ? 'anonymous' : kind, roles, standing, holds, owner: false });
}
