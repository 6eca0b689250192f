import type { FilingView } from '@beian/contracts/filing/api';
import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Facts } from '../../ui/page/facts.tsx';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { minuteOf } from '../../ui/text/moments.ts';
import { shownHost } from '../../ui/text/shown-host.ts';
import { StageTag } from '../applications/stage-tag.tsx';
import { FILING_COLORS } from './filing-state.ts';
import { filing } from './get-filing.ts';

/** 【详情】 of one own site; 【下一步】 leads to the filing information (NUM-01). */
export function Component(): ReactNode {
  const { filing: id = '' } = useParams();
  const query = useQuery(filing(id));
  return <QueryState query={query}>{(view) => <Details view={view} />}</QueryState>;
}

function Details({ view }: { readonly view: FilingView }): ReactNode {
  const filed = view.state === 'filed';
  return (
    <Page title={view.siteName} width="narrow" lead={<Tag color={FILING_COLORS[view.state]}>{view.stateLabel}</Tag>}>
      <div className="panel">
        <h2>网站基本信息</h2>
        <Facts label="网站基本信息" facts={[
          { field: 'name', label: '网站名称', value: view.siteName },
          { field: 'domains', label: '域名', value: view.domains.map(shownHost).join('、') },
          { field: 'subject', label: '开办主体', value: view.subjectName },
          { field: 'interactive', label: '网站类别', value: view.interactive ? '交互式' : '非交互式' },
          { field: 'bureau', label: '受理机关', value: view.bureauName },
        ]} />
        <div className="form-foot">
          {filed ? <Link to={`/filings/${view.filing}/number`}><Button type="primary" size="large">下一步</Button></Link> : <p className="muted">备案完成后，可以在这里领取备案编号、图标和代码。</p>}
        </div>
      </div>
      <div className="panel">
        <h2>办理记录</h2>
        <ul className="plain-rows">
          {view.applications.map((application) => (
            <li key={application.application}><Link to={`/applications/${application.application}`}>{application.label}</Link><StageTag stage={application.stage} label={application.stageLabel} /><span className="muted">{minuteOf(application.submittedAt)} 提交</span></li>
          ))}
        </ul>
      </div>
    </Page>
  );
}
