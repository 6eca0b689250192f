import { Button, Result } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { usePageTitle } from '../../ui/page/page-title.ts';

/** SUB-32, SUB-33: done, and what has to follow. */
export function Component(): ReactNode {
  usePageTitle('主体业务申请完成');
  return (
    <Result
      className="panel" status="success" title="主体业务申请完成"
      subTitle="公安机关不会单独进行主体审核，您还需要提交至少一项业务（网站、APP、服务商、小程序、应用市场等），主体与业务一并审核。"
      extra={[<Link key="site" to="/websites/new"><Button type="primary" size="large">新办网站申请</Button></Link>, <Link key="own" to="/subjects"><Button size="large">查看我的主体</Button></Link>]}
    />
  );
}
