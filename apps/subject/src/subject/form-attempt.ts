import type { Principal } from '@beian/contracts/principal';
import type { SubjectData, SubjectView } from '@beian/contracts/subject/api';
import type { Keys } from '@beian/kit/auth/keys';
import { requireRealPerson } from '@beian/kit/auth/real-person';
import type { ServiceEnvironment } from '@beian/kit/config/environment';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { invalidInput, signInRequired } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import type { DataSource } from 'typeorm';
import { tellContested } from '../registered/contested.ts';
import { refuseSecondCertificate } from './certificate-key.ts';
import { checkForm, normalizeForm } from './subject-form.rules.ts';

/** Of which subject an owner hands in which form, and what for. */
export interface HandedIn {
  readonly action: string;
  readonly subject: string;
  readonly data: SubjectData;
}
/** What the transaction gets: the form as it is stored, with the warnings that stay. */
export interface CheckedForm {
  readonly owner: string;
  readonly data: SubjectData;
  readonly warnings: SubjectView['warnings'];
}
export interface FormDesk {
  readonly db: DataSource;
  readonly keys: Keys;
  readonly environment: Pick<ServiceEnvironment, 'REQUIRE_REAL_PERSON_FOR_SUBMIT'>;
}

/** Checks what an owner hands in and writes it in one transaction; a refusal is recorded. Faults of the form throw 422, each at its field. */
export function attemptForm<T>({ db, keys, environment }: FormDesk, caller: Principal, { action, subject, data: given }: HandedIn, write: (tx: Tx, form: CheckedForm) => Promise<T>): Promise<T> {
  const owner = caller.account;
  if (owner === null) throw signInRequired();
  return attempt(db, caller, keys, { action, target: { type: 'subject', id: subject } }, async () => {
    requireRealPerson(caller, environment);
    const data = normalizeForm(given);
    const { faults, warnings } = checkForm(data, shanghaiDate(new Date()));
    if (faults.length > 0) throw invalidInput(faults);
    return inScope(db, caller, (tx) => write(tx, { owner, data, warnings })).catch(refuseSecondCertificate).catch((error: unknown) => tellContested(db, caller, error));
  });
}
