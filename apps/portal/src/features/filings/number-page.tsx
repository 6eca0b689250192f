import { DownloadOutlined } from '@ant-design/icons';
import type { FilingView } from '@beian/contracts/filing/api';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { Facts } from '../../ui/page/facts.tsx';
import { Page } from '../../ui/page/page.tsx';
import { QueryState } from '../../ui/page/query-state.tsx';
import { dayInWords, dayOf } from '../../ui/text/moments.ts';
import { CopyButton } from './copy-button.tsx';
import { filing } from './get-filing.ts';

/** 联网备案信息: number, icon and code (NUM-01..06, CON-11). */
export function Component(): ReactNode {
  const { filing: id = '' } = useParams();
  const query = useQuery(filing(id));
  return (
    <QueryState query={query}>
      {(view) => (
        <Page title="联网备案信息" width="narrow" lead={<Link to={`/filings/${view.filing}`}>返回{view.siteName}</Link>}>
          {view.state === 'filed' && view.number !== null && view.html !== null && view.iconUrl !== null
            ? <Badge view={view} number={view.number} html={view.html} iconUrl={view.iconUrl} />
            : <Alert type="info" showIcon title="尚未核发备案编号" description="备案审核通过后才能领取备案编号、图标和代码。" />}
        </Page>
      )}
    </QueryState>
  );
}

interface BadgeProps {
  readonly view: FilingView;
  readonly number: string;
  readonly html: string;
  readonly iconUrl: string;
}

function Badge({ view, number, html, iconUrl }: BadgeProps): ReactNode {
  return (
    <>
      <div className="panel">
        <p className="filing-number">{number}<CopyButton label="复制备案编号" text={number} done="备案编号已复制" /></p>
        <Facts label="联网备案信息" facts={[
          { field: 'name', label: '网站名称', value: view.siteName },
          { field: 'bureau', label: '受理机关', value: view.bureauName },
          { field: 'issued', label: '备案日期', value: view.issuedAt === null ? '—' : dayInWords(dayOf(view.issuedAt)) },
          { field: 'lookup', label: '公开查询', value: <Link to={`/lookup?code=${view.code ?? ''}`}>查看公开的备案信息</Link> },
        ]} />
      </div>
      <div className="panel">
        <h2>把备案编号放到网站上</h2>
        <ol className="plain-list">
          <li>下载备案编号图标，放到您的网站上。</li>
          <li>复制HTML代码，粘贴到网页源代码的底部，使编号显示在网站首页下端，图标放在编号前面。</li>
          {view.displayBy === null ? null : <li>请在{dayInWords(view.displayBy)}前完成。</li>}
        </ol>
        <div className="badge-buttons">
          <Button type="primary" icon={<DownloadOutlined aria-hidden />} href={iconUrl} download="备案图标.png">点击下载备案编号图标</Button>
          <CopyButton primary label="点击复制备案编号 HTML 代码" text={html} done="HTML代码已复制" />
          <CopyButton label="点击复制备案号" text={html} hint="复制的是备案代码，即带编号和查询链接的HTML代码" done="备案代码已复制" />
        </div>
        <h3>显示效果</h3>
        <p className="badge-preview"><img src={iconUrl} alt="备案编号图标" width={20} height={20} />{number}</p>
        <h3>代码</h3>
        <pre className="badge-code" tabIndex={0} aria-label="备案编号 HTML 代码">{html}</pre>
      </div>
    </>
  );
}
