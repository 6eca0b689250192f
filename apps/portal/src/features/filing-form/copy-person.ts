import type { SubjectData } from '@beian/contracts/subject/api';

/**
 * 同主体负责人信息 (WEB-31, OPN-21): what is copied into a role. Certificate number and mobile are typed again, so they
 * are emptied; the subject's picture is used again (OPN-11). Without a subject: everything copied is emptied (WEB-38).
 */
export function copyFromSubject({ key, type }: { readonly key: string; readonly type: 'person' | 'contact' }, subject: SubjectData | undefined): Record<string, object> {
  const person = subject?.responsible;
  const contact = { sameAsSubject: subject !== undefined, name: person?.name, mobile: undefined, email: person?.email };
  const verified = { [key]: false };
  if (type === 'contact') return { [key]: contact, verified };
  const whole = {
    ...contact, certificateType: person?.certificateType, certificateNumber: undefined, validUntil: person?.validUntil,
    residence: person?.residence, officePhone: person?.officePhone, idImage: subject?.images.openerId,
  };
  return { [key]: whole, verified };
}
