import type { SubmissionOf } from '@beian/contracts/filing/api';
import type { FormData } from '@beian/contracts/filing/forms';
import type { ObjectKind } from '@beian/contracts/primitives';
import { SUBJECT_RECEIPT, UPLOAD_RECEIPT, type SubjectReceipt } from '@beian/contracts/receipts';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { sha256 } from '@beian/kit/crypto/digest';
import { newId } from '@beian/kit/http/uuid';
import { aPerson } from '@beian/rules/forms/forms.fixture';
import { formOf } from '@beian/rules/forms/forms';
import { picturesOf } from '@beian/rules/forms/personal';

/** Who signs what a submission rests on; specs give the keys of subject and storage. */
export interface Issuers {
  readonly subject: Keys;
  readonly storage: Keys;
  readonly sealer: Sealer;
}

export { aResidentId } from '@beian/rules/forms/forms.fixture';

/** A site of a unit that passes every rule and is not interactive. */
export function aWebsite(part: Partial<FormData<'website'>> = {}): FormData<'website'> {
  const host = `site-${newId().slice(-12)}.com`;
  return {
    name: '江城花艺园圃', domains: [host], serviceTypes: ['portal'], serviceContents: [], interactive: false, approvals: [],
    accessProvider: { name: '示例网络服务公司', region: '420100', directory: null }, registrar: { name: '示例域名服务公司', region: '420100', directory: null },
    ipRanges: [{ start: '1.2.3.4', end: '1.2.3.4' }], openedOn: '2026-01-05', languages: ['zh-CN'],
    manager: aPerson('张建国'), security: aPerson('李秀英'), emergency: { name: '王志强', mobile: '13900139000', email: 'duty@example.com', sameAsSubject: false },
    ...part,
  };
}

/** A unit's submitted subject, by default in 武昌区. */
export async function aSubjectReceipt(issuers: Issuers, owner: string, part: Partial<SubjectReceipt> = {}): Promise<SubjectReceipt> {
  const subject = part.subject ?? newId();
  const revision = part.revision ?? 1;
  const name = part.unitName ?? (part.nature === 'individual' ? '赵小曼' : '武汉江城花艺有限公司');
  return {
    subject, revision, state: 'submitted', nature: 'unit', type: 'enterprise', region: '420106', owner,
    unitName: part.nature === 'individual' ? null : name,
    name: await issuers.sealer.seal(name, `subject:${subject}:${revision}:name`),
    persons: [sha256(newId())],
    ...part,
  };
}

type Parts<O extends ObjectKind> = { receipt?: Partial<SubjectReceipt>; body?: Partial<SubmissionOf<O>> };

/** A complete, signed submission of a website. */
export async function aSubmission(issuers: Issuers, owner: string, { data, ...part }: { data?: Partial<FormData<'website'>> } & Parts<'website'> = {}): Promise<SubmissionOf<'website'>> {
  return aSubmissionOf('website', issuers, owner, aWebsite(data), part);
}

/** The same of any kind. */
export async function aSubmissionOf<O extends ObjectKind>(object: O, issuers: Issuers, owner: string, data: FormData<O>, part: Parts<O> = {}): Promise<SubmissionOf<O>> {
  const receipt = await aSubjectReceipt(issuers, owner, part.receipt);
  const body = {
    application: newId(), filing: newId(), kind: 'new', object, data,
    subjectReceipt: await issuers.subject.sign(SUBJECT_RECEIPT, receipt, 1800),
    uploadReceipts: await uploadReceipts(issuers, owner, data, object),
    notice: { version: '2026-01', accepted: true }, draft: null,
    ...part.body,
  };
  return body as unknown as SubmissionOf<O>;
}

/** Storage's receipts for every picture of a form. */
export async function uploadReceipts({ storage }: Issuers, owner: string, data: FormData, object: ObjectKind = 'website'): Promise<string[]> {
  const images = picturesOf(formOf(object), data).map(({ upload }) => upload);
  return Promise.all(images.map((upload) => storage.sign(UPLOAD_RECEIPT, { upload, digest: sha256(upload), size: 1000, type: 'image/jpeg', owner, purpose: 'certificate', checked: true }, 1800)));
}

/** Statements that put a small province into the copies: one province, one city, two districts (S5). */
export const SAMPLE_COPIES = `
  insert into bureau_copy (bureau, parent, name, level, issuing_code, prefix, brigade_phone, regions, active) values
    (1, null, '示例省公安厅网安总队', 'province', '420000', '鄂公网安备', '027-00000001', '{420000}', true),
    (2, 1, '武汉市公安局网安支队', 'city', '420100', '鄂公网安备', '027-00000002', '{420100}', true),
    (3, 2, '武昌区网安大队', 'county', '420106', '鄂公网安备', '027-00000003', '{420106}', true),
    (4, 2, '洪山区网安大队', 'county', '420111', '鄂公网安备', '027-00000004', '{420111}', true),
    (5, 2, '无电话的网安大队', 'county', '420112', '鄂公网安备', null, '{420112}', true);
  insert into region_copy (code, name, parent, abolished_on, successors) values
    ('420000', '示例省', null, null, '{}'), ('420100', '武汉市', '420000', null, '{}'), ('420106', '武昌区', '420100', null, '{}'),
    ('420111', '洪山区', '420100', null, '{}'), ('420112', '东西湖区', '420100', null, '{}'), ('420113', '汉南区', '420100', null, '{}'),
    ('420521', '宜昌县', '420000', '2001-03-22', '{420111}'), ('110101', '东城区', null, null, '{}')`;
