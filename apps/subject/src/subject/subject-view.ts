import { ERASED_TEXT } from '@beian/contracts/personal-data';
import type { SubjectData, SubjectState, SubjectView, UnitType } from '@beian/contracts/subject/api';
import { nameOf, typeOf } from './subject-form.rules.ts';

const NO_PICTURE = '00000000-0000-0000-0000-000000000000';

/** The columns that a whole view takes besides the opened form. */
export interface ViewRow {
  readonly state: SubjectState;
  readonly revision: number;
  readonly submitted_at: Date;
  /** How its own review stands, for its owner (OPN-04). */
  readonly review?: SubjectView['review'];
  /** How its change stands (OPN-07). */
  readonly change?: SubjectView['change'];
}

/** A subject as its form says. */
export function viewOf(subject: string, row: ViewRow, data: SubjectData, warnings: SubjectView['warnings']): SubjectView {
  const { revision, state, review, change } = row;
  return { subject, revision, state, nature: data.nature, type: typeOf(data), name: nameOf(data), region: data.region, submittedAt: row.submitted_at.toISOString(), data, warnings, erased: false, ...(review && { review }), ...(change && { change }) };
}

/** What the row keeps of a form that was erased. */
export interface KeptRow extends ViewRow {
  readonly nature: SubjectView['nature'];
  readonly type: string;
  readonly region: string;
  readonly unit_name: string | null;
}

/** A subject whose form was erased: what its row keeps, and 已删除. */
export function erasedViewOf(subject: string, row: KeptRow, warnings: SubjectView['warnings']): SubjectView {
  const { nature, type, region, unit_name: unitName } = row;
  const responsible = { name: ERASED_TEXT, certificateType: 'resident_id', certificateNumber: ERASED_TEXT, validUntil: null, mobile: ERASED_TEXT, email: ERASED_TEXT, residence: ERASED_TEXT, officePhone: ERASED_TEXT } as const;
  const data: SubjectData = nature === 'individual'
    ? { nature, region, responsible, images: { openerId: NO_PICTURE } }
    : { nature, type: type as UnitType, name: unitName ?? ERASED_TEXT, certificateNumber: ERASED_TEXT, leader: ERASED_TEXT, region, address: ERASED_TEXT, responsible, images: { licence: NO_PICTURE, openerId: NO_PICTURE } };
  return { ...viewOf(subject, row, data, warnings), type, erased: true };
}
