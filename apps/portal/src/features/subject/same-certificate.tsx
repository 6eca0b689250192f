import type { SubjectView } from '@beian/contracts/subject/api';
import { Alert } from 'antd';
import type { ReactNode } from 'react';

/** OPN-65: other accounts have registered the same certificate number; the officer finds out who is right. */
export function SameCertificate({ of: { sameCertificate } }: { readonly of: Pick<SubjectView, 'sameCertificate'> }): ReactNode {
  if (sameCertificate === undefined || (!sameCertificate.approved && sameCertificate.waiting === 0)) return null;
  const { approved, waiting } = sameCertificate;
  const found = [...(approved ? ['1个已审核通过'] : []), ...(waiting > 0 ? [`${waiting}个等待审核`] : [])].join('，');
  return (
    <Alert
      className="page-alert" type="warning" showIcon title={`其他账号以同一证件号码登记了主体：${found}`}
      description={approved ? '同一证件号码只能有一个审核通过的主体，本主体不能再通过，请核实后退回。' : '同一证件号码只能有一个审核通过的主体，请核实由谁办理。'}
    />
  );
}
