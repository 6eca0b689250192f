import { SubjectData, type ResponsiblePerson, type UnitType } from '@beian/contracts/subject/api';
import { declaredFlags } from '@beian/rules/organisations/subject-types';
import { checkSubject, type SubjectInput } from '@beian/rules/subject/check-subject';
import { place, withSchema, type PlacedFinding } from '../../ui/form/findings.ts';

/** The form as typed: everything may be missing or wrong. */
export interface SubjectValues {
  nature?: 'individual' | 'unit';
  type?: UnitType;
  name?: string;
  certificateNumber?: string;
  leader?: string;
  region?: string;
  operationRegion?: string | undefined;
  address?: string;
  responsible?: Partial<ResponsiblePerson>;
  images?: { licence?: string; openerId?: string };
  nationalLevel?: boolean;
  governmentAuthorised?: boolean;
  explanation?: string;
}

/** What is sent: the fields that the nature asks for (SUB-02, SUB-03), and none of the other's. */
export function toSubjectData(values: SubjectValues): unknown {
  const { nature, region, operationRegion, responsible = {}, images } = values;
  const place = { region, ...(operationRegion === undefined ? {} : { operationRegion }) };
  if (nature !== 'unit') return { nature, ...place, responsible, images: { openerId: images?.openerId } };
  const { type, name, certificateNumber, leader, address, explanation } = values;
  const explained = (explanation ?? '').trim() === '' ? {} : { explanation };
  return { nature, type, name, certificateNumber, leader, ...place, address, responsible, images: { licence: images?.licence, openerId: images?.openerId }, ...declaredFlags(values), ...explained };
}

export function fromSubjectData(data: SubjectData): SubjectValues {
  return { ...data };
}

/** What a draft holds of the form, and of a change the revision that it was begun on. */
export function typedSubject({ base: _base, ...content }: Readonly<Record<string, unknown>>): SubjectValues {
  return content;
}

/** Everything the rules and the schema have to say. */
export function checkSubjectValues(values: SubjectValues): PlacedFinding[] {
  const data = toSubjectData(values);
  const findings = values.nature === undefined ? [] : checkSubject(ruleInput(values), {});
  return withSchema(place(findings), SubjectData, data);
}

function ruleInput(values: SubjectValues): SubjectInput {
  const responsible = { ...values.responsible, name: values.responsible?.name ?? '' };
  const region = values.region ?? '';
  if (values.nature !== 'unit') return { nature: 'individual', region, responsible };
  return {
    nature: 'unit', type: values.type ?? 'enterprise', name: values.name ?? '', certificateNumber: values.certificateNumber ?? '',
    leader: values.leader ?? '', region, address: values.address ?? '', responsible, explanation: values.explanation,
  };
}

/** Uploads that the form refers to. */
export function uploadsOfSubject(data: SubjectData): string[] {
  return Object.values(data.images);
}
