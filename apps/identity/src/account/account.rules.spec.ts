import { describe, expect, it } from '@jest/globals';
import type { RegisterAccount } from '@beian/contracts/identity/registration';
import { loginKeyOf, normalizeRegistration, registrationProblems } from './account.rules.ts';

const FORM: RegisterAccount = { loginName: 'Zhang_San', password: 'Abc12345!', realName: '张三', idNumber: '110105199003070010', mobile: '13800001234', email: 'zhang@example.cn', challenge: '0190a1b2-c3d4-7e5f-8a9b-000000000001', code: '000000', captcha: 'x' };
const form = (more: Partial<RegisterAccount>): RegisterAccount => ({ ...FORM, ...more });

describe('what registration refuses of a person', () => {
  it('ACC-10 accepts a complete form', () => {
    expect(registrationProblems(form({ idNumber: '999999198102080019' }), '2026-03-02')).toEqual([]);
  });

  it.each([
    ['SUB-29 a title in the name', { realName: '张三先生' }, 'realName', 'person.name-title'],
    ['SUB-29 Latin letters in the name', { realName: 'Zhang San' }, 'realName', 'person.name-letter'],
    ['S6 a wrong check digit', { idNumber: '999999198102080018' }, 'idNumber', 'person.resident-id-check'],
    ['S6 a passport number', { idNumber: 'E12345678' }, 'idNumber', 'person.resident-id-shape'],
    ['SUB-22 a malformed address', { email: 'a..b@example.cn' }, 'email', 'email.format'],
  ])('names the field of the form: %s', (_case, more, field, code) => {
    expect(registrationProblems(form({ idNumber: '999999198102080019', ...more }), '2026-03-02')).toEqual([expect.objectContaining({ field, code })]);
  });
});

describe('normalisation', () => {
  it('keeps one form of each value, so that equal persons have equal indexes', () => {
    const given = normalizeRegistration(form({ realName: '买买提•吐尔逊', idNumber: '1101 0519 9003 0700 1x', email: ' Zhang@Example.CN ' }));
    expect(given).toEqual({ loginKey: 'zhang_san', realName: '买买提·吐尔逊', idNumber: '11010519900307001X', mobile: '13800001234', email: 'zhang@example.cn' });
  });

  it('takes login names that differ in case only for one', () => {
    expect(loginKeyOf(' ZHANG_san ')).toBe(loginKeyOf('zhang_San'));
  });
});
