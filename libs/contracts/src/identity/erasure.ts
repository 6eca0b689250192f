import { z } from 'zod';
import { Id } from '../primitives.ts';
import { ChallengeProof } from './codes.ts';

/** What has to be done first; `message` names it and says how. */
export const ErasureObstacle = z.object({ kind: z.enum(['application', 'filing', 'subject']), id: Id, message: z.string() });
export type ErasureObstacle = z.infer<typeof ErasureObstacle>;

/** How the owner may confirm: whoever has neither password nor mobile has signed on a moment ago. */
export const ERASURE_PROOFS = ['password', 'code', 'sign_on'] as const;
export type ErasureProof = (typeof ERASURE_PROOFS)[number];

/** GET /account/erasure: what stands against erasing the own account, and how its owner may confirm it. Applicants only. */
export const ErasureView = z.object({ obstacles: z.array(ErasureObstacle), proofs: z.array(z.enum(ERASURE_PROOFS)) });
export type ErasureView = z.infer<typeof ErasureView>;

/**
 * POST /account/erasure (204): 注销账号, 个人信息保护法第四十七条. Refused with 409 `account.holds` while a website is under review or filed; its
 * fields are `obstacles.<n>` in the order of ErasureView. Afterwards no session of the account is open.
 */
export const EraseAccount = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('password'), password: z.string().min(1, '请输入当前密码').max(128) }),
  z.strictObject({ by: z.literal('code'), ...ChallengeProof.shape }),
  z.strictObject({ by: z.literal('sign_on') }),
]);
export type EraseAccount = z.infer<typeof EraseAccount>;
