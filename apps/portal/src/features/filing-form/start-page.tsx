import { formOf } from '@beian/rules/forms/forms';
import { applicationLabel, type ObjectKind } from '@beian/rules/lifecycle/labels';
import { Alert, Button, Checkbox } from 'antd';
import { useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { newId } from '../../ui/api/new-id.ts';
import { Page } from '../../ui/page/page.tsx';
import { NoSubjectDialog } from '../home/no-subject-dialog.tsx';
import { useMaterials } from '../rules/rules-in-force.ts';
import { draftAddress } from './addresses.ts';
import { OfKind } from './of-kind.tsx';

const NUMERALS = ['零', '一', '两', '三', '四', '五'] as const;

/** OPN-63, ACC-18: what has to be ready before a wizard is begun. */
export function Component(): ReactNode {
  return <OfKind>{(object) => <Start key={object} object={object} />}</OfKind>;
}

function Start({ object }: { readonly object: ObjectKind }): ReactNode {
  const navigate = useNavigate();
  const [ready, setReady] = useState(false);
  const form = formOf(object);
  const materials = useMaterials(form);
  const titles = form.steps.map(({ title }) => title);
  const start = (): void => void navigate(draftAddress(object, newId()), { state: { fresh: true } });
  return (
    <Page title={applicationLabel(object, 'new')} width="narrow" lead={`共${NUMERALS[titles.length] ?? titles.length}步：${titles.join('、')}。填写约需15分钟，内容自动保存，可以随时中断。`}>
      <div className="panel">
        <h2>开始前请准备</h2>
        <ul className="plain-list">{materials.map((item) => <li key={item}>{item}</li>)}</ul>
        <p>图片须清晰，每张不超过512 KB。全程免费，一般在21个工作日内审核完毕。</p>
        <Alert type="warning" showIcon title="信息须真实合法" description="未按注意事项填写的，申请将被退回。" />
        <p className="start-check"><Checkbox checked={ready} onChange={({ target }) => setReady(target.checked)}>已完成各项信息安全保护措施，并备齐申报材料的电子图片</Checkbox></p>
        <div className="form-foot"><Button type="primary" size="large" disabled={!ready} onClick={start}>开始填写</Button></div>
      </div>
      <NoSubjectDialog onClose={() => void navigate('/home')} />
    </Page>
  );
}
