import { SubjectContested } from '@beian/contracts/subject/events';
import type { Principal } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { DomainError } from '@beian/kit/errors/domain-error';
import { publish } from '@beian/kit/outbox/publish';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import type { DataSource } from 'typeorm';
import type { Elsewhere } from './registered-elsewhere.ts';

/** 409: another account's subject of this certificate number is approved (OPN-65); its bureau learns of the try. */
export class CertificateRegistered extends DomainError {
  constructor(readonly registered: NonNullable<Elsewhere['approved']>) {
    super('subject.registered', 409, '该证件号码的主体已由其他账号登记并审核通过，不能重复登记。如您并不知情，或者账号无法找回，请联系当地公安机关网安部门');
  }
}

/** Tells the bureau of the approved subject that another account wanted to register it, once a day and account; then refuses. */
export async function tellContested(db: DataSource, caller: Principal, error: unknown): Promise<never> {
  if (error instanceof CertificateRegistered) {
    const { subject, bureau, unitName } = error.registered;
    await inScope(db, caller, async (tx) => {
      const first = await tx.query('with first as (insert into contest (subject, account, day) values ($1, $2, $3) on conflict do nothing returning 1) select 1 from first', [subject, caller.account, shanghaiDate(new Date())]);
      if (first.length > 0) publish(tx, SubjectContested, subject, { subject, bureau, unitName });
    });
  }
  throw error;
}
