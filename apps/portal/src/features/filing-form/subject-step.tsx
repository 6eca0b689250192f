import type { SubjectSummary, SubjectView } from '@beian/contracts/subject/api';
import { isOpenReview } from '@beian/contracts/subject/reviews';
import type { UseQueryResult } from '@tanstack/react-query';
import { Alert, Select } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { QueryState } from '../../ui/page/query-state.tsx';
import { SubjectDetails } from '../subject/subject-details.tsx';

interface SubjectStepProps {
  readonly usable: readonly SubjectSummary[];
  readonly chosen: string | undefined;
  readonly onChoose: (subject: string) => void;
  readonly query: UseQueryResult<SubjectView>;
}

/** Step 1: the subject, to read only (WEB-03, HOM-54), with the way to its own page (SUB-37); a selector when there are several (OPN-65). */
export function SubjectStep({ usable, chosen, onChoose, query }: SubjectStepProps): ReactNode {
  return (
    <div className="panel">
      <Alert className="page-alert" type="info" showIcon title={<>主体信息仅供查看，不能在这里修改{chosen === undefined ? null : <>；更正在<Link to={`/subjects/${chosen}`}>主体页面</Link>办理</>}</>} />
      {usable.length > 1 ? (
        <p className="subject-select">
          <label htmlFor="subject-select">选择开办主体</label>
          <Select id="subject-select" value={chosen} onChange={onChoose} options={usable.map(({ subject, name }) => ({ value: subject, label: name }))} className="full-width" />
        </p>
      ) : null}
      {chosen === undefined ? null : <QueryState query={query}>{({ data, change }) => <>{change !== undefined && isOpenReview(change) ? <Alert className="page-alert" type="info" showIcon title="主体变更正在审核，本申请按下列现行信息提交" description="变更审核通过后，本申请自动改用新的主体信息，无须重新提交。" /> : null}<SubjectDetails data={data} /></>}</QueryState>}
    </div>
  );
}
