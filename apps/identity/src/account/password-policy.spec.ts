import { describe, expect, it } from '@jest/globals';
import { passwordProblems } from './password-policy.ts';

const codes = (password: string, loginName = 'zhang_san') => passwordProblems(password, loginName).map(({ code }) => code);

describe('passwords refused beyond their classes of characters', () => {
  it.each(['Password1!', 'P@ssw0rd', 'Abc12345!', '1qaz2wsx!', 'ＰＡＳＳＷＯＲＤ１', '!!Qwer1234##'])('OPN-05 %s is guessed first', (password) => {
    expect(codes(password)).toEqual(['password.common']);
  });

  it.each(['Zhang_San-2026', '26-zhang_san-Wuhan', 'ｚhang_san2026A'])('OPN-05 %s holds the user name', (password) => {
    expect(codes(password)).toEqual(['password.login_name']);
  });

  it.each(['Luojia-2026-shan', 'Yangli-2026-beian', 'Zhangsan-in-Wuhan1'])('%s is accepted', (password) => {
    expect(codes(password)).toEqual([]);
  });

  it('names the field that it is told', () => {
    expect(passwordProblems('Password1!', 'x_y_z', 'next')).toMatchObject([{ field: 'next' }]);
  });
});
