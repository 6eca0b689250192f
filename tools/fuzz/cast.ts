import { variantOf } from '../chaos/variant.ts';
import type { Fields, Sample } from '../demo/samples.ts';

/** Whoever asks in a run. Records of the strangers named here are foreign to them. */
export interface Asker {
  readonly role: 'anonymous' | 'applicant' | 'officer' | 'auditor' | 'administrator';
  /** Login name of a sample officer; the applicant's is that of the neighbour. */
  readonly officer?: string;
  /**
   * Officer of as little reach, or none of the strangers' at least, who asks what may end sessions or change the own account: a
   * second factor gives one login in each of its time steps, too few for the asker to lose sessions to it.
   */
  readonly spare?: string;
  readonly strangers: readonly Stranger[];
  /** Whose records the asker may see. */
  readonly own?: 'neighbour' | 'wuchang';
}

export type Stranger = 'wuchang' | 'dongguan';

/** The auditor of Hubei may follow every case of Hubei, so only one outside it is foreign to her. */
export const ASKERS: readonly Asker[] = [
  { role: 'anonymous', strangers: ['wuchang', 'dongguan'] },
  { role: 'applicant', strangers: ['wuchang', 'dongguan'], own: 'neighbour' },
  { role: 'officer', officer: 'jianghan_reviewer_1', spare: 'xiling_reviewer_1', strangers: ['wuchang', 'dongguan'], own: 'neighbour' },
  { role: 'auditor', officer: 'hubei_auditor_1', spare: 'wuhan_supervisor_1', strangers: ['dongguan'], own: 'wuchang' },
  { role: 'administrator', officer: 'hubei_admin_1', spare: 'xiangyang_reviewer_1', strangers: ['wuchang', 'dongguan'] },
];

interface Role {
  readonly at: number;
  readonly name: string;
  readonly contact: string;
  readonly region: string;
  readonly residence: string;
  /** Takes and approves the case; without one it stays submitted. */
  readonly reviewer?: string;
}

/** Invented people whose names and addresses occur nowhere else in the samples. */
export const PEOPLE: Readonly<Record<Stranger | 'neighbour' | 'double', Role>> = {
  wuchang: { at: 71, name: '慕容疏影', contact: '东方既白', region: '420106', residence: '湖北省武汉市武昌区疏影横斜路71号', reviewer: 'wuchang_reviewer_1' },
  dongguan: { at: 72, name: '欧阳浅月', contact: '司徒听澜', region: '441900', residence: '广东省东莞市浅月清辉路72号', reviewer: 'dongguan_reviewer_1' },
  neighbour: { at: 73, name: '上官朝暮', contact: '诸葛行云', region: '420103', residence: '湖北省武汉市江汉区朝暮云霞路73号' },
  // Has an account and nothing else: asks in the applicant's place what may end sessions or lock the account.
  double: { at: 74, name: '令狐望舒', contact: '夏侯听雨', region: '420103', residence: '湖北省武汉市江汉区望舒听雨路74号' },
};

/** The sample of an individual as told by one of these people. */
export function playedBy(sample: Sample, { at, name, contact, region, residence }: Role): Sample {
  const varied = variantOf(sample, at);
  const person = (value: unknown): Fields => ({ ...(value as Fields), name, residence, email: varied.applicant.email, officePhone: `027-010000${at}` });
  const { subject, website } = varied;
  return {
    ...varied,
    applicant: { ...varied.applicant, realName: name },
    subject: { ...subject, region, responsible: person(subject['responsible']) },
    website: {
      ...website, manager: person(website['manager']), security: person(website['security']),
      emergency: { name: contact, mobile: `138000000${at}`, email: `contact${at}@mail-sample.cn`, sameAsSubject: false },
    },
  };
}

/** Texts that only the person, the competent officer and nobody else may read. */
export function marksOf({ applicant, website }: Sample, role: Role): string[] {
  const emergency = website['emergency'] as { mobile: string; email: string };
  return [role.name, role.contact, role.residence, applicant.idNumber, applicant.mobile, applicant.email, emergency.mobile, emergency.email, `027-010000${role.at}`, draftMark(role)];
}

export const draftMark = ({ at, name }: Role): string => `${name}的草稿${at}`;
