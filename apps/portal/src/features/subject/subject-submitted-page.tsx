import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { Outcome } from '../../ui/page/outcome.tsx';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { NewFilingButton } from '../filings/new-filing-button.tsx';

/** SUB-32, SUB-33: done, and what has to follow. */
export function Component(): ReactNode {
  usePageTitle('主体业务申请完成');
  return (
    <Outcome
      kind="success" title="主体业务申请完成"
      text="公安机关不会单独进行主体审核，您还需要提交至少一项业务（网站、APP、服务商、小程序、应用市场等），主体与业务一并审核。"
      actions={<><NewFilingButton large /><Link to="/subjects"><Button size="large">查看我的主体</Button></Link></>}
    />
  );
}
