import { APPROVALS, isApprovalKind, type ApprovalKind } from '@beian/rules/naming/approvals';
import { Checkbox, Form, Radio } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../ui/form/rule-field.tsx';
import { PictureField } from '../uploads/picture-field.tsx';
import type { WebsiteValues } from './website-values.ts';

const OPTIONS = Object.entries(APPROVALS).map(([value, { label, authority }]) => ({ value, label: `${label}（${authority}）` }));

/** 相关前置许可: yes or no, the kinds, and a picture for each (WEB-14, WEB-19, OPN-17). */
export function ApprovalsField(): ReactNode {
  const form = Form.useFormInstance<WebsiteValues>();
  const involved = Form.useWatch('approvalsInvolved', form);
  const approvals = Form.useWatch('approvals', form) ?? [];
  const chosen = (kinds: readonly string[]): WebsiteValues['approvals'] => {
    const kept = form.getFieldValue('approvals') as WebsiteValues['approvals'];
    return kinds.filter(isApprovalKind).map((kind: ApprovalKind) => kept?.find((one) => one.kind === kind) ?? { kind });
  };
  return (
    <>
      <Form.Item name="approvalsInvolved" label="相关前置许可" extra="网站内容不涉及前置审批的选“否”">
        <Radio.Group options={[{ value: false, label: '否' }, { value: true, label: '是' }]} />
      </Form.Item>
      {involved === true ? (
        <>
          <RuleField
            name={['approvals']} label="前置许可种类" required validateTrigger="onChange" getValueFromEvent={chosen}
            getValueProps={(value: WebsiteValues['approvals']) => ({ value: (value ?? []).map(({ kind }) => kind) })}
          >
            <Checkbox.Group className="check-grid" options={OPTIONS} />
          </RuleField>
          {approvals.map(({ kind }, index) => (
            <RuleField key={kind} name={['approvals', index, 'image']} label={`${APPROVALS[kind].label}许可截图`} required validateTrigger="onChange">
              <PictureField label={`${APPROVALS[kind].label}许可截图`} purpose="licence" />
            </RuleField>
          ))}
        </>
      ) : null}
    </>
  );
}
