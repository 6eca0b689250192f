import { DownloadOutlined } from '@ant-design/icons';
import type { FilingView } from '@beian/contracts/filing/api';
import { formOf } from '@beian/rules/forms/forms';
import { fieldAt } from '@beian/rules/forms/walk';
import { OBJECT_LABELS } from '@beian/rules/lifecycle/labels';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Facts } from '../../ui/page/facts.tsx';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { dayInWords, dayOf } from '../../ui/text/moments.ts';
import { CopyButton } from './copy-button.tsx';
import { filingAddress } from './filing-lists.ts';
import { filing } from './get-filing.ts';

/** 联网备案信息: number, icon and code (NUM-01..06, CON-11). */
export function Component(): ReactNode {
  const { filing: id = '' } = useParams();
  const query = useQuery(filing(id));
  return (
    <QueryState query={query}>
      {(view) => (
        <Page title="联网备案信息" width="narrow" lead={<Link to={filingAddress(view.object, view.filing)}>返回{view.siteName}</Link>}>
          {view.state === 'filed' && view.number !== null && view.iconUrl !== null
            ? <><Number view={view} number={view.number} /><Badge view={view} number={view.number} iconUrl={view.iconUrl} /></>
            : <Alert type="info" showIcon title="尚未核发备案编号" description="备案审核通过后才能领取备案编号和图标。" />}
        </Page>
      )}
    </QueryState>
  );
}

function Number({ view, number }: { readonly view: FilingView; readonly number: string }): ReactNode {
  return (
    <div className="panel">
      <p className="filing-number">{number}<CopyButton label="复制备案编号" text={number} done="备案编号已复制" /></p>
      <Facts label="联网备案信息" facts={[
        { field: 'name', label: fieldAt(formOf(view.object), 'name')?.label ?? '名称', value: view.siteName },
        { field: 'bureau', label: '受理机关', value: view.bureauName },
        { field: 'issued', label: '备案日期', value: view.issuedAt === null ? '—' : dayInWords(dayOf(view.issuedAt)) },
        { field: 'lookup', label: '公开查询', value: <Link to={`/lookup?code=${view.code ?? ''}`}>查看公开的备案信息</Link> },
      ]} />
    </div>
  );
}

interface BadgeProps {
  readonly view: FilingView;
  readonly number: string;
  readonly iconUrl: string;
}

/** Icon for all kinds; code to paste only where there is a page to paste it into (OPN-25). */
function Badge({ view, number, iconUrl }: BadgeProps): ReactNode {
  const { html } = view;
  const noun = OBJECT_LABELS[view.object];
  return (
    <div className="panel">
      <h2>{html === null ? '备案编号图标' : `把备案编号放到${noun}上`}</h2>
      {html === null ? <p className="badge-lead">可以下载图标，与备案编号一起展示在{noun}的介绍或“关于”页面，图标放在编号前面。</p> : <Steps view={view} />}
      <div className="badge-buttons">
        <Button type="primary" icon={<DownloadOutlined aria-hidden />} href={iconUrl} download="备案图标.png">点击下载备案编号图标</Button>
        {html === null ? null : (
          <>
            <CopyButton primary label="点击复制备案编号 HTML 代码" text={html} done="HTML代码已复制" />
            <CopyButton label="点击复制备案号" text={html} hint="复制的是备案代码，即带编号和查询链接的HTML代码" done="备案代码已复制" />
          </>
        )}
      </div>
      <h3>显示效果</h3>
      <p className="badge-preview"><img src={iconUrl} alt="备案编号图标" width={20} height={20} />{number}</p>
      {html === null ? null : <><h3>代码</h3><pre className="badge-code" tabIndex={0} aria-label="备案编号 HTML 代码">{html}</pre></>}
    </div>
  );
}

function Steps({ view: { displayBy } }: { readonly view: FilingView }): ReactNode {
  return (
    <ol className="plain-list">
      <li>下载备案编号图标，放到您的网站上。</li>
      <li>复制HTML代码，粘贴到网页源代码的底部，使编号显示在网站首页下端，图标放在编号前面。</li>
      {displayBy === null ? null : <li>请在{dayInWords(displayBy)}前完成。</li>}
    </ol>
  );
}
