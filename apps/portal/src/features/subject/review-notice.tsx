import type { Reason } from '@beian/contracts/reason';
import type { SubjectView } from '@beian/contracts/subject/api';
import { applicationLabel } from '@beian/rules/lifecycle/labels';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { dayInWords } from '../../ui/text/moments.ts';
import { startAddress } from '../filing-form/addresses.ts';
import { OBJECTS } from '../filings/filing-lists.ts';

const filingLinks = OBJECTS.map((object) => <Link key={object} className="inline-entry" to={startAddress(object)}>{applicationLabel(object, 'new')}</Link>);

/** What a subject waits for: its own review (SUB-34), or a first filing with which it is reviewed (SUB-33). */
export function ReviewNotice({ view }: { readonly view: SubjectView }): ReactNode {
  const { state, review, erased } = view;
  if (erased) return null;
  if (review === undefined) return state !== 'submitted' ? null : <Alert className="page-alert" type="info" showIcon title="公安机关不会单独进行主体审核" description={<>请提交至少一项业务，主体与业务一并审核。{filingLinks}</>} />;
  if (state === 'submitted') return <Alert className="page-alert" type="info" showIcon title={waitingText(review.dueOn)} description={<>等待期间可以填报并提交业务，主体审核通过后业务方可审核通过。{filingLinks}</>} />;
  return state === 'returned' ? <SubjectReasons view={view} /> : null;
}

/** SUB-34: 等待审核 with the day on which the review is due. */
export function waitingText(dueOn: string): string {
  return `等待审核，一般审核时间为21个工作日，审核期限至${dayInWords(dueOn)}`;
}

/** Why a subject came back from its own review, field by field (REV-12). */
export function SubjectReasons({ view: { review } }: { readonly view: SubjectView }): ReactNode {
  return review === undefined ? null : <FieldReasons title="主体被退回" reasons={review.reasons} />;
}

/** The reasons of a return, each with its field. */
export function FieldReasons({ title, reasons, note }: { readonly title: string; readonly reasons: readonly Reason[]; readonly note?: ReactNode }): ReactNode {
  if (reasons.length === 0) return null;
  return (
    <Alert
      className="page-alert" type="error" showIcon title={`${title}，有${reasons.length}处需要更正`}
      description={<><ul className="reason-list">{reasons.map(({ field, text }, index) => <li key={`${field}:${index}`}><strong>{fieldLabel(field)}</strong>：{text}</li>)}</ul>{note === undefined ? null : <p>{note}</p>}</>}
    />
  );
}
