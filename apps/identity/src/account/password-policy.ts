import type { FieldProblem } from '@beian/contracts/problem';
import { dictionary } from '@zxcvbn-ts/language-common';
import { loginKeyOf } from './account.rules.ts';

/** The 49 000 passwords that are guessed first, in lower case. */
const COMMON: ReadonlySet<string> = new Set(dictionary['passwords-common']);
/** Signs at the ends make a common password no rarer: `Password1!` is `password1`. */
const SIGNS_AROUND = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;

/** What is refused beyond the classes of characters: what everybody guesses first, and what stands beside it on the form. */
export function passwordProblems(password: string, loginName: string, field = 'password'): FieldProblem[] {
  const folded = password.normalize('NFKC').toLowerCase();
  if (COMMON.has(folded) || COMMON.has(folded.replace(SIGNS_AROUND, ''))) return [{ field, code: 'password.common', message: '该密码过于常见，容易被猜中，请更换' }];
  if (folded.includes(loginKeyOf(loginName))) return [{ field, code: 'password.login_name', message: '密码不能包含用户名' }];
  return [];
}
