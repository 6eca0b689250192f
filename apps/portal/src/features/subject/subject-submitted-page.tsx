import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import { Outcome } from '../../ui/page/outcome.tsx';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { QueryState } from '../../ui/page/query-state.tsx';
import { NewFilingButton } from '../filings/new-filing-button.tsx';
import { subject } from './get-subject.ts';
import { waitingText } from './review-notice.tsx';

/** SUB-32: done, and what has to follow: a business (SUB-33), or the subject's own review (SUB-34). */
export function Component(): ReactNode {
  usePageTitle('主体业务申请完成');
  const [search] = useSearchParams();
  const id = search.get('subject');
  const query = useQuery({ ...subject(id ?? ''), enabled: id !== null });
  return id === null ? <Submitted dueOn={undefined} /> : <QueryState query={query}>{({ review }) => <Submitted dueOn={review?.dueOn} />}</QueryState>;
}

function Submitted({ dueOn }: { readonly dueOn: string | undefined }): ReactNode {
  const text = dueOn === undefined
    ? '公安机关不会单独进行主体审核，您还需要提交至少一项业务（网站、APP、服务商、小程序、应用市场等），主体与业务一并审核。'
    : `主体${waitingText(dueOn)}，审核结果将以短信和系统通知告知。等待期间可以填报并提交业务，主体审核通过后业务方可审核通过。`;
  return (
    <Outcome
      kind="success" title="主体业务申请完成" text={text}
      actions={<><NewFilingButton large /><Link to="/subjects"><Button size="large">查看我的主体</Button></Link></>}
    />
  );
}
