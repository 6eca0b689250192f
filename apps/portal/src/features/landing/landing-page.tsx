import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import { usePageTitle } from '../../ui/page/page-title.ts';
import { MATTER_NAME, PLATFORM_NAME } from '../../ui/text/platform.ts';
import { LookupBox } from '../lookup/lookup-box.tsx';

const STEPS: readonly (readonly [string, string])[] = [
  ['注册并登录', '准备好手机号、邮箱和身份证号码，建议使用个人账号。'],
  ['申请主体', '按实际情况选择个人或单位，上传证件照片。'],
  ['提交备案申请', '选择网站、小程序、APP、应用市场或服务商业务，填写信息，阅读告知书后提交。'],
  ['等待审核', '属地网安部门一般在21个工作日内审核，结果以短信告知。'],
  ['悬挂备案编号', '审核通过后下载图标和代码，放到网站首页底部。'],
];

const FACTS: readonly (readonly [string, ReactNode])[] = [
  ['申报材料', '开办者身份证照片、安全责任人身份证照片；单位另需带统一社会信用代码的营业执照照片。照片清晰，每张不超过512 KB。'],
  ['办理时限', '网络正式联通之日起30日内备案；审核一般需要21个工作日。'],
  ['办理方式', '全程网上办理，随时可以提交，不收取任何费用。'],
  ['办理机构', '各县市网安大队。联系电话随审核通过短信一并发送。'],
];

const LAW = 'https://www.mps.gov.cn/n2254314/n2254409/n2254443/n2254451/c4113546/content.html';

export function LandingPage(): ReactNode {
  usePageTitle(PLATFORM_NAME);
  return (
    <main className="public-main">
      <Told />
      <Hero />
      <section className="landing-section">
        <h2>怎样办理</h2>
        <ol className="landing-steps">
          {STEPS.map(([title, text], index) => (
            <li key={title}><span className="landing-number" aria-hidden>{index + 1}</span><h3>{title}</h3><p>{text}</p></li>
          ))}
        </ol>
      </section>
      <section className="landing-section">
        <h2>办理须知</h2>
        <dl className="landing-facts">
          {FACTS.map(([term, text]) => <div key={term}><dt>{term}</dt><dd>{text}</dd></div>)}
          <div>
            <dt>法律依据</dt>
            <dd>《计算机信息网络国际联网安全保护管理办法》（公安部令第33号）第十二条。<a href={LAW} target="_blank" rel="noreferrer">查看原文</a></dd>
          </div>
        </dl>
        <p className="muted">登录后没有回到本平台，或找不到办理入口时，请重新输入本平台网址，再次登录即可。<Link to="/help/sign-on">登录帮助</Link></p>
      </section>
    </main>
  );
}

/** What has just come to pass elsewhere: messages of signed-in pages end with those pages. */
function Told(): ReactNode {
  const told = (useLocation().state as { told?: unknown } | null)?.told;
  return typeof told === 'string' ? <p role="status" className="landing-told">{told}</p> : null;
}

function Hero(): ReactNode {
  return (
    <section className="hero">
      <div className="hero-inner">
        <div className="hero-text">
          <p className="hero-platform">{PLATFORM_NAME}</p>
          <h1>{MATTER_NAME}</h1>
          <p>网站、小程序、APP、应用市场的开办者和服务商在这里办理公安联网备案，查看审核进度，领取备案编号。</p>
          <div className="hero-buttons">
            <Link to="/login" className="button button-light">用户登录</Link>
            <Link to="/register" className="button button-outline">注册</Link>
            <Link to="/assessments" className="button button-red">评估报告</Link>
          </div>
        </div>
        <div className="hero-lookup">
          <h2>备案查询</h2>
          <LookupBox />
        </div>
      </div>
    </section>
  );
}
