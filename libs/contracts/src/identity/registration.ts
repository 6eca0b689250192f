import { z } from 'zod';
import { Id } from '../primitives.ts';
import { LoginName, Password } from './api.ts';
import { ChallengeProof, Email, Mobile } from './codes.ts';

/** POST /accounts (ACC-09..13): every item is mandatory. */
export const RegisterAccount = z.strictObject({
  loginName: LoginName,
  password: Password,
  realName: z.string().trim().min(1, '请输入真实姓名').max(50),
  /** Resident ID (OPN-05); stored sealed, its keyed index marks own cases (S4). */
  idNumber: z.string().trim().toUpperCase().min(1, '请输入身份证号码').max(30),
  mobile: Mobile,
  email: Email,
  /** The code sent to this very mobile: no account without it (OPN-05). */
  ...ChallengeProof.shape,
  captcha: z.string().min(1, '请先完成验证'),
});
export type RegisterAccount = z.infer<typeof RegisterAccount>;
export const RegisteredAccount = z.object({ account: Id });
