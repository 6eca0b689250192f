import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useCallback, type ReactNode } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { hasStatus } from '../../ui/api/api-error.ts';
import { Outcome } from '../../ui/page/outcome.tsx';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { draft } from '../drafts/draft-calls.ts';
import { renewReceipts } from '../uploads/renew-receipts.ts';
import { subjects } from './list-subjects.ts';
import { SubjectEditor } from './subject-editor.tsx';
import { submitSubject } from './submit-subject.ts';
import { typedSubject, uploadsOfSubject, type SubjectValues } from './subject-values.ts';

/** 新增主体 (SUB-31, OPN-08): what is typed is kept as a draft, whose id the subject gets. */
export function Component(): ReactNode {
  const { draft: id = '' } = useParams();
  const location = useLocation();
  const fresh = (location.state as { fresh?: boolean } | null)?.fresh === true;
  const stored = useQuery(draft(id));
  const own = useQuery(subjects);
  const missing = stored.isError && hasStatus(stored.error, 404);
  if ((missing && !fresh) || (stored.data !== undefined && (stored.data.object !== 'subject' || stored.data.subject !== null))) return <Gone />;
  return (
    <Page title="新增主体" width="narrow" lead="请按实际情况填写，内容自动保存，可以随时中断。主体资料须真实、有效，否则审核不能通过。">
      <QueryState query={own}>
        {(all) => {
          if (all.some(({ subject }) => subject === id)) return <Alert type="info" showIcon title="这份主体资料已经提交" description={<Link to={`/subjects/${id}`}>查看该主体</Link>} />;
          if (missing) return <Writing id={id} version={0} initial={{}} />;
          return <QueryState query={stored}>{({ version, content }) => <Writing id={id} version={version} initial={typedSubject(content)} />}</QueryState>;
        }}
      </QueryState>
    </Page>
  );
}

function Writing({ id, version, initial }: { readonly id: string; readonly version: number; readonly initial: SubjectValues }): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  const done = useCallback(() => {
    for (const key of ['subjects', 'drafts']) void client.invalidateQueries({ queryKey: [key], refetchType: 'none' });
    void navigate(`/subjects/submitted?subject=${id}`, { replace: true });
  }, [client, navigate, id]);
  return (
    <>
      <Alert className="page-alert" type="info" showIcon title="请先准备好" description="负责人身份证照片；单位另需带统一社会信用代码的营业执照或相应证书照片。照片须清晰，每张不超过512 KB。" />
      <SubjectEditor
        initial={initial} draft={{ id, version, subject: null }} onDone={done}
        submit={async (data) => void (await submitSubject({ subject: id, data, uploads: await renewReceipts(uploadsOfSubject(data)) }))}
      />
    </>
  );
}

function Gone(): ReactNode {
  return <Outcome kind="info" title="这份草稿已提交或已删除" actions={<><Link to="/subjects">查看我的主体</Link><Link to="/drafts">查看我的草稿</Link></>} />;
}
