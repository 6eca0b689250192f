import type { Principal } from '@beian/contracts/principal';
import type { ServiceEnvironment } from '../config/environment.ts';
import { defineError } from '../errors/domain-error.ts';

/** 403: the locality demands real-person authentication before anything is submitted (OPN-02, CON-03). */
export const realPersonRequired = defineError('account.real_person_required', 403, '提交前须完成实人认证。请进入【账号与安全】，点击【去认证】，完成后再提交；已填写的内容不会丢失');

/** Throws `account.real_person_required` where the setting demands the level and the account's token does not say it. */
export function requireRealPerson({ identityLevel }: Principal, { REQUIRE_REAL_PERSON_FOR_SUBMIT }: Pick<ServiceEnvironment, 'REQUIRE_REAL_PERSON_FOR_SUBMIT'>): void {
  if (REQUIRE_REAL_PERSON_FOR_SUBMIT === 'true' && identityLevel !== 'real_person') throw realPersonRequired();
}
