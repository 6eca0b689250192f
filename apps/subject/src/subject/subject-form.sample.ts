import type { SubjectData } from '@beian/contracts/subject/api';
import { creditCodeCheck } from '@beian/rules/organisations/credit-code';
import { residentIdCheck } from '@beian/rules/persons/resident-id';

type Unit = Extract<SubjectData, { nature: 'unit' }>;
type Individual = Extract<SubjectData, { nature: 'individual' }>;

/** A resident ID with the right check digit that differs for each `serial` below 1000; nobody's. */
export function aResidentId(serial: number): string {
  const digits = `42010619900101${String(serial).padStart(3, '0')}`;
  return digits + residentIdCheck(digits);
}

/** A credit code of an enterprise with the right check character that differs for each `serial`; nobody's. */
export function aCreditCode(serial: number): string {
  const body = `91420106MA${String(serial).padStart(7, '0')}`;
  return body + creditCodeCheck(body);
}

function aPerson(serial: number): Individual['responsible'] {
  return {
    name: '温如玉', certificateType: 'resident_id', certificateNumber: aResidentId(serial), validUntil: null, mobile: '13971020151',
    email: 'wen.ruyu@mail-sample.cn', residence: '湖北省武汉市武昌区水果湖街道东湖路155号2单元301室', officePhone: '027-87211356',
  };
}

/** A natural person's form without a fault, for specs; parts may be overridden. */
export function anIndividualForm(openerId: string, serial = 1, part: Partial<Individual> = {}): Individual {
  return { nature: 'individual', region: '420106', responsible: aPerson(serial), images: { openerId }, ...part };
}

/** A unit's form without a fault, for specs; parts may be overridden. */
export function aUnitForm(openerId: string, licence: string, part: Partial<Unit> = {}): Unit {
  return {
    nature: 'unit', type: 'enterprise', name: '华为终端有限公司', certificateNumber: '914419000585344943', leader: '陈志航', region: '441900',
    address: '广东省东莞市松山湖园区新城路2号', responsible: aPerson(2), images: { openerId, licence }, ...part,
  };
}
