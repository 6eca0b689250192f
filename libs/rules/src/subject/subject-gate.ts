/** States of a subject as the gate to filings knows them (OPN-04, OPN-09). */
export type SubjectGateState = 'draft' | 'submitted' | 'in_review' | 'approved' | 'returned' | 'cancelled';

/** Text of the dialog of HOM-04. */
export const NO_SUBJECT_MESSAGE = '您当前还无有效主体，请先申请主体';

/** OPN-04, WEB-03: a filing may be made under a subject that is submitted, in review or approved. */
export function isUsableSubject(state: SubjectGateState): boolean {
  return state === 'submitted' || state === 'in_review' || state === 'approved';
}

/** OPN-09: the dialog opens when the account has no usable subject. */
export function asksForSubject(states: readonly SubjectGateState[]): boolean {
  return !states.some(isUsableSubject);
}
