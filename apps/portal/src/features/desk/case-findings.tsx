import type { ApplicationView, Duplicate } from '@beian/contracts/filing/api';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { fieldLabel } from '../../ui/form/field-labels.ts';

const NEUTRAL = new Set(['subject.bundled', 'subject.waiting', 'subject.awaited', 'subject.changed']);

/** What the rules and other records have pointed out, and what was returned last. */
export function CaseFindings({ view }: { readonly view: ApplicationView }): ReactNode {
  const { object, findings, marks, reasons, duplicates } = view;
  return (
    <section className="panel" aria-label="审核提示">
      <h2>审核提示</h2>
      {marks.map(({ code, message }) => <Alert key={code} className="page-alert" type={NEUTRAL.has(code) ? 'info' : 'warning'} showIcon title={message} />)}
      {findings.length === 0 && marks.length === 0 && duplicates.length === 0 ? <p className="muted">自动检查没有发现需要留意的地方。</p> : null}
      <ul className="finding-list">
        {findings.map(({ code, field, message }, index) => <li key={`${code}:${index}`}>{field === undefined ? null : <strong>{fieldLabel(field, object)}：</strong>}{message}</li>)}
      </ul>
      {duplicates.length === 0 ? null : (
        <>
          <h3>同一注册域名下其他主体的备案</h3>
          <ul className="finding-list">{duplicates.map((duplicate, index) => <li key={`${duplicate.domain}:${index}`}><strong>{duplicate.domain}：</strong>{referenceOf(duplicate)}</li>)}</ul>
        </>
      )}
      {reasons.length === 0 ? null : (
        <>
          <h3>上次退回理由</h3>
          <ul className="finding-list">{reasons.map(({ field, text }, index) => <li key={`${field}:${index}`}><strong>{fieldLabel(field)}：</strong>{text}</li>)}</ul>
        </>
      )}
    </section>
  );
}

/** What an officer quotes when asking the other bureau. */
function referenceOf({ number, bureauName }: Duplicate): string {
  return number === null ? '该备案与您本人有关，应当回避，请由其他民警核对' : `${number}（${bureauName ?? ''}），可凭此编号向该单位核实`;
}
