import type { SubjectView } from '@beian/contracts/subject/api';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useCallback, type ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { renewReceipts } from '../uploads/renew-receipts.ts';
import { subject } from './get-subject.ts';
import { SubjectReasons } from './review-notice.tsx';
import { SubjectEditor } from './subject-editor.tsx';
import { fromSubjectData, uploadsOfSubject } from './subject-values.ts';
import { reviseSubject } from './submit-subject.ts';

/** Corrects a returned subject (SUB-37): the wizard itself never changes it. */
export function Component(): ReactNode {
  const { subject: id = '' } = useParams();
  const query = useQuery({ ...subject(id), refetchOnWindowFocus: false });
  return (
    <Page title="更正主体" width="narrow">
      <QueryState query={query}>
        {(view) => (view.state === 'returned' ? <Correction view={view} /> : (
          <Alert type="info" showIcon title="该主体目前不需要更正" description={<>已提交或审核通过的主体不能直接修改。<Link to="/subjects">返回我的主体</Link></>} />
        ))}
      </QueryState>
    </Page>
  );
}

function Correction({ view }: { readonly view: SubjectView }): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  const done = useCallback(() => {
    void client.invalidateQueries({ queryKey: ['subjects'] });
    void navigate(view.review === undefined ? '/subjects' : `/subjects/${view.subject}`, { replace: true });
  }, [client, navigate, view.review, view.subject]);
  return (
    <>
      {view.review === undefined
        ? <Alert className="page-alert" type="warning" showIcon title="主体被退回" description={<>退回理由写在对应的申请里，请先在<Link to="/applications">我的申请</Link>中查看。更正后还需重新提交该申请。</>} />
        : <SubjectReasons view={view} />}
      <SubjectEditor
        initial={fromSubjectData(view.data)} natureFixed onDone={done}
        submit={async (data) => void (await reviseSubject(view.subject, { data, uploads: await renewReceipts(uploadsOfSubject(data)), expectedRevision: view.revision }))}
      />
    </>
  );
}
