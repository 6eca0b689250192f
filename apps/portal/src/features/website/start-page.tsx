import { Alert, Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { newId } from '../../ui/api/new-id.ts';
import { Page } from '../../ui/page/page.tsx';
import { NoSubjectDialog } from '../home/no-subject-dialog.tsx';

const MATERIALS = [
  '开办者身份证照片（已随主体上传）；单位还需营业执照照片（已随主体上传）',
  '网站负责人、网站安全负责人的身份证照片',
  '网站域名、IP地址、网络接入服务商和域名注册服务商的名称',
  '涉及新闻、出版、教育、卫生、药监、文化、广电或电子公告的，另需相应许可的截图',
] as const;

/** OPN-63, ACC-18: what has to be ready before the wizard is begun. */
export function Component(): ReactNode {
  const navigate = useNavigate();
  const [ready, setReady] = useState(false);
  const start = (): void => void navigate(`/websites/drafts/${newId()}`, { state: { fresh: true } });
  return (
    <Page title="新办网站申请" width="narrow" lead="共四步：开办主体、网站基本信息、网站负责人、提示说明。填写约需15分钟，内容自动保存，可以随时中断。">
      <div className="panel">
        <h2>开始前请准备</h2>
        <ul className="plain-list">{MATERIALS.map((item) => <li key={item}>{item}</li>)}</ul>
        <p>证照照片须清晰，每张不超过512 KB。全程免费，一般在21个工作日内审核完毕。</p>
        <Alert type="warning" showIcon title="信息须真实合法" description="未按注意事项填写的，申请将被退回。" />
        <p className="start-check"><Checkbox checked={ready} onChange={({ target }) => setReady(target.checked)}>已完成各项信息安全保护措施，并备齐申报材料的电子图片</Checkbox></p>
        <div className="form-foot"><Button type="primary" size="large" disabled={!ready} onClick={start}>开始填写</Button></div>
      </div>
      <NoSubjectDialog onClose={() => void navigate('/home')} />
    </Page>
  );
}
