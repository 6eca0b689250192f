import { isInteractive } from '@beian/rules/website/interactive';
import type { WebsiteContext } from '@beian/rules/website/check-website';
import { Alert, Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../ui/form/rule-field.tsx';
import { checkWebsiteValues, type WebsiteValues } from './website-values.ts';

/** OPN-15: asked for only while the name has words that need one. */
export function ExplanationField({ context }: { readonly context: WebsiteContext }): ReactNode {
  const values = Form.useWatch([]) as WebsiteValues | undefined;
  const wanted = values === undefined || (values.name ?? '') === '' ? [] : checkWebsiteValues(values, context).filter(({ explain }) => explain === true);
  if (wanted.length === 0 && (values?.explanation ?? '') === '') return null;
  return (
    <RuleField name={['explanation']} label="书面说明" required={wanted.length > 0} extra={wanted.map(({ message }) => message).join('；')}>
      <Input.TextArea rows={3} maxLength={500} showCount />
    </RuleField>
  );
}

/** OPN-19, WEB-51, WEB-52: what being interactive means, said before it surprises. */
export function InteractiveNotice(): ReactNode {
  const values = Form.useWatch([]) as WebsiteValues | undefined;
  if (values === undefined) return null;
  const input = { name: values.name ?? '', domains: (values.domains ?? []).map((domain) => domain ?? ''), serviceTypes: values.serviceTypes ?? [], interactive: values.interactive ?? false };
  if (!isInteractive(input)) return null;
  return (
    <Alert
      className="page-alert" type="info" showIcon
      title={values.interactive === true ? '交互式网站' : '根据服务类型、名称或域名，该网站将按交互式网站办理'}
      description="交互式网站在初步审核后还需面审或实地检查，时间以短信通知；并须提交安全评估。"
    />
  );
}
