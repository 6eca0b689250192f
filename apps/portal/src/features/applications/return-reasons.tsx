import type { ApplicationView } from '@beian/contracts/filing/api';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { fieldLabel } from '../../ui/form/field-labels.ts';
import { dayInWords } from '../../ui/text/moments.ts';

/** Why the case came back: each reason leads to its field (U8, REV-12). */
export function ReturnReasons({ view }: { readonly view: ApplicationView }): ReactNode {
  if (view.stage !== 'returned') return null;
  return (
    <Alert
      className="page-alert" type="error" showIcon title={`申请被退回，有${view.reasons.length}处需要更正`}
      description={
        <>
          <ul className="reason-list">
            {view.reasons.map(({ field, text }, index) => (
              <li key={`${field}:${index}`}><strong>{fieldLabel(field)}</strong>：{text}　<Link to={`/applications/${view.application}/correct?field=${encodeURIComponent(field)}`}>去更正</Link></li>
            ))}
          </ul>
          {view.lapsesOn === null ? null : <p>请在{dayInWords(view.lapsesOn)}前更正并重新提交，逾期申请将失效，已填写的内容会转为草稿。</p>}
          {view.brigadePhone === null ? null : <p>如有疑问，可致电{view.bureauName}：{view.brigadePhone}</p>}
        </>
      }
    />
  );
}
