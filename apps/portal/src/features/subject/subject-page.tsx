import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { ChangeButton, ChangeNotice, ChangeRecord } from './change-notice.tsx';
import { subject } from './get-subject.ts';
import { ReviewNotice } from './review-notice.tsx';
import { SubjectDetails } from './subject-details.tsx';
import { SubjectFilings } from './subject-filings.tsx';
import { SubjectTag } from './subject-tag.tsx';

/** One own subject, to read: what is in force, its change, and what is filed under it. */
export function Component(): ReactNode {
  const { subject: id = '' } = useParams();
  const query = useQuery(subject(id));
  return (
    <QueryState query={query}>
      {(view) => (
        <Page
          title={view.name} width="narrow"
          lead={<><SubjectTag of={view} /> {minuteOf(view.submittedAt)} 提交</>}
          actions={view.state === 'returned' && !view.erased ? <Link to={`/subjects/${view.subject}/edit`}><Button type="primary">更正主体</Button></Link> : <ChangeButton view={view} />}
        >
          <ReviewNotice view={view} />
          <ChangeNotice view={view} />
          {view.warnings.length === 0 ? null : <Alert className="page-alert" type="warning" showIcon title="审核时会留意" description={<ul>{view.warnings.map(({ code, message }) => <li key={code + message}>{message}</li>)}</ul>} />}
          <div className="panel"><SubjectDetails data={view.data} /></div>
          <SubjectFilings subject={view.subject} />
          <ChangeRecord subject={view.subject} />
        </Page>
      )}
    </QueryState>
  );
}
