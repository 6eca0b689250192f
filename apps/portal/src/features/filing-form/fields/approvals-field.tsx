import { APPROVALS, isApprovalKind, type ApprovalKind } from '@beian/rules/naming/approvals';
import { Checkbox, Form, Radio } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { PictureBox } from '../../uploads/picture-field.tsx';
import { usePictureUpload } from '../../uploads/use-picture-upload.ts';
import { useFormSetting } from '../form-setting.ts';
import type { FieldProps } from './field-props.ts';

interface Approval {
  readonly kind: ApprovalKind;
  readonly image?: string;
}

const OPTIONS = Object.entries(APPROVALS).map(([value, { label, authority }]) => ({ value, label: `${label}（${authority}）` }));

/** 相关前置许可: yes or no, the kinds, and a picture for each (WEB-14, WEB-19, MIN-13, MIN-14). 否 drops all of it (MIN-20), unticking a kind its picture (MIN-21). */
export function ApprovalsField({ field: { key, label }, extra }: FieldProps<'approvals'>): ReactNode {
  const form = Form.useFormInstance();
  const involved = Form.useWatch('approvalsInvolved', form) as boolean | undefined;
  // As stored: a picture's box that is about to go would still count as a row.
  const approvals = (Form.useWatch(key, { form, preserve: true }) as readonly Approval[] | undefined) ?? [];
  const chosen = (kinds: readonly string[]): readonly Approval[] => {
    const kept = form.getFieldValue(key) as readonly Approval[] | undefined;
    return kinds.filter(isApprovalKind).map((kind) => kept?.find((one) => one.kind === kind) ?? { kind });
  };
  return (
    <>
      <RuleField name={['approvalsInvolved']} label={label} extra={extra}>
        <Radio.Group options={[{ value: false, label: '否' }, { value: true, label: '是' }]} onChange={({ target }) => (target.value === false ? form.setFieldValue(key, []) : undefined)} />
      </RuleField>
      {involved === true ? (
        <>
          <RuleField
            name={[key]} label="前置许可种类" required validateTrigger="onChange" getValueFromEvent={chosen}
            getValueProps={(value: readonly Approval[] | undefined) => ({ value: (value ?? []).map(({ kind }) => kind) })}
          >
            <Checkbox.Group className="check-grid" options={OPTIONS} />
          </RuleField>
          {approvals.map(({ kind }, index) => <LicencePicture key={kind} of={key} kind={kind} index={index} />)}
        </>
      ) : null}
    </>
  );
}

/** The picture's field moves with every kind that is ticked before it; a picture on its way comes to its own kind, or to none when that is gone. */
function LicencePicture({ of, kind, index }: { readonly of: string; readonly kind: ApprovalKind; readonly index: number }): ReactNode {
  const form = Form.useFormInstance();
  const { onSet } = useFormSetting();
  const label = `${APPROVALS[kind].label}许可截图`;
  const upload = usePictureUpload('licence', (stored) => {
    const at = (form.getFieldValue(of) as readonly Approval[]).findIndex((one) => one.kind === kind);
    if (at >= 0) onSet([[[of, at, 'image'], stored]]);
  });
  return (
    <RuleField name={[of, index, 'image']} label={label} required validateTrigger="onChange">
      <PictureBox upload={upload} label={label} purpose="licence" />
    </RuleField>
  );
}
