import { normalizeMobile } from '@beian/rules/persons/phones';
import { z } from 'zod';
import { Id, Sealed } from '../primitives.ts';

/** A mobile however it was written (+86, 0086, spaces, dashes, full-width digits); parsed into its eleven digits. */
export const Mobile = z.string().trim().max(40).transform((text, context) => {
  const mobile = normalizeMobile(text);
  if (mobile !== undefined) return mobile;
  context.addIssue({ code: 'custom', message: '请输入11位手机号码' });
  return z.NEVER;
});
/** An e-mail address in the one form in which it is stored and compared. */
export const Email = z.string().trim().toLowerCase().pipe(z.email('请输入正确的邮箱地址').max(254, '邮箱地址过长'));

const captcha = z.string().min(1, '请先完成验证');

/**
 * POST /codes (OPN-05, ACC-15): sends a one-time code; answers the same whether or not the number is known here. `register`
 * and `reset` are for everybody; `mobile` and `email` for the signed-in account, where no address means the account's own;
 * `erase` goes to the signed-in account's own mobile and to no other.
 */
export const RequestCode = z.discriminatedUnion('purpose', [
  z.strictObject({ purpose: z.enum(['register', 'reset', 'mobile']), mobile: Mobile, captcha }),
  z.strictObject({ purpose: z.literal('email'), email: Email.optional(), captcha }),
  z.strictObject({ purpose: z.literal('erase'), captcha }),
]);
export type RequestCode = z.infer<typeof RequestCode>;
export const CODE_PURPOSES = ['register', 'reset', 'mobile', 'email', 'erase'] as const;
export type CodePurpose = (typeof CODE_PURPOSES)[number];

/**
 * What is answered: the challenge that goes back with the code, the seconds until the next may be asked for and this one
 * ends, and the order to send it (context `code:<challenge>:order`, of a CodeOrder), which whoever asked hands on to notification.
 */
export const CodeChallenge = z.object({ challenge: Id, resendAfter: z.int().positive(), expiresIn: z.int().positive(), order: Sealed });
export type CodeChallenge = z.infer<typeof CodeChallenge>;

/** A code with the challenge that it answers. */
export const ChallengeProof = z.strictObject({
  challenge: z.uuid('请先获取验证码'),
  code: z.string().trim().regex(/^\d{6}$/, '请输入6位验证码'),
});
export type ChallengeProof = z.infer<typeof ChallengeProof>;
