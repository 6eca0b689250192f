import type { ApplicationView } from '@beian/contracts/filing/api';
import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { application } from '../applications/get-application.ts';
import { subject } from '../subject/get-subject.ts';
import { FilingCorrection } from './filing-correction.tsx';

/** Corrects a returned application, and its subject with it, then 【重新提交】 (S1, S6). */
export function Component(): ReactNode {
  const { application: id = '' } = useParams();
  // Read once: a refetch must not take away the form that is being corrected.
  const query = useQuery({ ...application(id), refetchOnWindowFocus: false });
  return (
    <Page title="更正申请" width="narrow">
      <QueryState query={query}>
        {(view) => (view.actions.includes('resubmit') ? <Loaded view={view} /> : (
          <Alert type="info" showIcon title={`该申请当前状态为“${view.stageLabel}”，不需要更正`} action={<Link to={`/applications/${id}`}>查看申请</Link>} />
        ))}
      </QueryState>
    </Page>
  );
}

function Loaded({ view }: { readonly view: ApplicationView }): ReactNode {
  const query = useQuery({ ...subject(view.subject), refetchOnWindowFocus: false });
  return <QueryState query={query}>{(found) => <FilingCorrection key={view.application} view={view} subject={found} />}</QueryState>;
}
