import type { ApplicationView } from '@beian/contracts/filing/api';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { fieldLabel } from '../../ui/form/field-labels.ts';

const NEUTRAL = new Set(['subject.bundled', 'subject.waiting']);

/** What the rules and other records have pointed out, and what was returned last. */
export function CaseFindings({ view }: { readonly view: ApplicationView }): ReactNode {
  const { object, findings, marks, reasons } = view;
  return (
    <section className="panel" aria-label="审核提示">
      <h2>审核提示</h2>
      {marks.map(({ code, message }) => <Alert key={code} className="page-alert" type={NEUTRAL.has(code) ? 'info' : 'warning'} showIcon title={message} />)}
      {findings.length === 0 && marks.length === 0 ? <p className="muted">自动检查没有发现需要留意的地方。</p> : null}
      <ul className="finding-list">
        {findings.map(({ code, field, message }, index) => <li key={`${code}:${index}`}>{field === undefined ? null : <strong>{fieldLabel(field, object)}：</strong>}{message}</li>)}
      </ul>
      {reasons.length === 0 ? null : (
        <>
          <h3>上次退回理由</h3>
          <ul className="finding-list">{reasons.map(({ field, text }, index) => <li key={`${field}:${index}`}><strong>{fieldLabel(field)}：</strong>{text}</li>)}</ul>
        </>
      )}
    </section>
  );
}
