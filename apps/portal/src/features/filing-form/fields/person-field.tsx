import type { ResponsiblePerson } from '@beian/contracts/subject/api';
import { isFilled, recordOf } from '@beian/rules/forms/read';
import { maskCertificateNumber, maskPhone } from '@beian/rules/persons/masks';
import { Alert, Checkbox, Form } from 'antd';
import type { ReactNode } from 'react';
import { PersonFields } from '../../../ui/fields/person-fields.tsx';
import { useFormChecks } from '../../../ui/form/check-context.ts';
import { sentencesAt } from '../../../ui/form/findings.ts';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { PictureField } from '../../uploads/picture-field.tsx';
import { copyFromSubject } from '../copy-person.ts';
import { useFormSetting } from '../form-setting.ts';
import type { FieldProps } from './field-props.ts';

/** A person or contact (WEB-30..38): typed, or copied from the subject and gone through item by item. */
export function PersonField({ field }: FieldProps<'person'> | FieldProps<'contact'>): ReactNode {
  const { subject } = useFormSetting();
  const form = Form.useFormInstance();
  const { key } = field;
  const contact = field.type === 'contact';
  const person = recordOf(Form.useWatch([key], form));
  const same = person['sameAsSubject'] === true;
  // Once both are typed, the hints have done their work.
  const typed = isFilled(person['mobile']) && (contact || person['certificateNumber'] !== undefined);
  const change = (ticked: boolean): void => form.setFieldsValue(copyFromSubject(field, ticked ? subject : undefined));
  return (
    <>
      <Form.Item name={[key, 'sameAsSubject']} valuePropName="checked" className="tick">
        <Checkbox onChange={({ target }) => change(target.checked)}>同主体负责人信息</Checkbox>
      </Form.Item>
      {same ? <Alert className="page-alert" type="warning" showIcon title="为保障信息安全，平台未完整存储个人信息，请逐项核实" description={`${contact ? '手机号码' : '证件号码和手机号码'}须重新填写，其余内容请核对是否仍然准确。`} /> : null}
      <PersonFields at={[key]} contactOnly={contact} {...(same && !typed ? { masks: masksOf(subject.responsible) } : {})} />
      {field.type === 'person' ? (
        <RuleField name={[key, 'idImage']} label={field.picture} required validateTrigger="onChange"><PictureField label={field.picture} purpose="certificate" /></RuleField>
      ) : null}
      {same ? (
        <RuleField name={['verified', key]} valuePropName="checked" validateTrigger="onChange"><Checkbox>我已逐项核实以上信息</Checkbox></RuleField>
      ) : null}
      <Advice at={key} />
    </>
  );
}

/** WEB-34: what is pointed out about the person as a whole; never a block. */
function Advice({ at }: { readonly at: string }): ReactNode {
  const { check } = useFormChecks();
  const person = Form.useWatch([]) as unknown;
  const said = person === undefined ? [] : sentencesAt(check(), [at], 'warn');
  return said.length === 0 ? null : <Alert className="page-alert" type="warning" showIcon title={said.join('；')} />;
}

function masksOf({ certificateNumber, mobile }: ResponsiblePerson): { certificateNumber: string; mobile: string } {
  return { certificateNumber: maskCertificateNumber(certificateNumber), mobile: maskPhone(mobile) };
}
