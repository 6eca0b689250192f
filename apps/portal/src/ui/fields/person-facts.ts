import type { Person } from '@beian/contracts/subject/api';
import { PERSON_CERTIFICATES } from '@beian/rules/persons/certificate-types';
import type { Fact } from '../page/facts.tsx';

/** A person's fields to read; `at` is the path that reasons name them under. */
export function personFacts(at: string, person: Person & { readonly residence?: string; readonly officePhone?: string }): Fact[] {
  return [
    { field: `${at}.name`, label: '姓名', value: person.name },
    { field: `${at}.certificateType`, label: '证件类型', value: PERSON_CERTIFICATES[person.certificateType] },
    { field: `${at}.certificateNumber`, label: '证件号码', value: person.certificateNumber },
    { field: `${at}.validUntil`, label: '证件有效期至', value: person.validUntil ?? '长期' },
    { field: `${at}.mobile`, label: '手机号码', value: person.mobile },
    ...(person.officePhone === undefined ? [] : [{ field: `${at}.officePhone`, label: '办公电话', value: person.officePhone }]),
    { field: `${at}.email`, label: '邮箱', value: person.email },
    ...(person.residence === undefined ? [] : [{ field: `${at}.residence`, label: '常住地', value: person.residence }]),
  ];
}
