import type { CodePurpose } from '@beian/contracts/identity/codes';

/** OPN-05: how long a code is good, and when the next one may be asked for. */
export const CODE_VALID_SECONDS = 300;
export const RESEND_SECONDS = 60;
/** Tries of one code, right or wrong. */
export const CODE_TRIES = 5;

/** What the recipient is told; the second of each pair comes without a code that would open anything. */
const TEMPLATES = {
  register: { free: 'register', taken: 'registered_already' },
  reset: { free: 'not_registered', taken: 'reset' },
  mobile: { free: 'mobile', taken: 'mobile_taken' },
  email: { free: 'email', taken: 'email_taken' },
  // Goes to the account's own mobile alone.
  erase: { free: 'erase', taken: 'erase' },
} as const;
export type CodeTemplate = (typeof TEMPLATES)[CodePurpose]['free' | 'taken'];

/** Whoever holds the number or mailbox is told the truth; whoever asked at the screen learns nothing from the answer. */
export function templateOf(purpose: CodePurpose, taken: boolean): CodeTemplate {
  return TEMPLATES[purpose][taken ? 'taken' : 'free'];
}

/** Whether the template carries a code that serves. */
export function servesFor(template: CodeTemplate): boolean {
  return template === 'register' || template === 'reset' || template === 'mobile' || template === 'email' || template === 'erase';
}
