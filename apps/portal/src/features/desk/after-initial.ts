import type { ApplicationView } from '@beian/contracts/filing/api';

/** Marks of a case whose subject this decision does not approve (S6). */
const SUBJECT_STANDS_OUT = ['subject.waiting', 'subject.awaited', 'subject.returned', 'subject.superseded'];

/** S1: what 初审通过 leads to, told before it is confirmed, as a number once issued cannot be taken back. */
export function afterInitial({ interactive, marks }: Pick<ApplicationView, 'interactive' | 'marks'>): string {
  const marked = (...codes: string[]): boolean => marks.some(({ code }) => codes.includes(code));
  if (interactive) return '初审通过后，还须面审或实地检查。';
  if (marked(...SUBJECT_STANDS_OUT)) return '初审通过后，还须等开办主体审核通过，才能完成备案。';
  return `初审通过即完成备案，${marked('subject.bundled') ? '开办主体一并通过，' : ''}核发备案编号并通知申请人，不能撤销。`;
}
