import type { ResponsiblePerson, SubjectData } from '@beian/contracts/subject/api';
import { maskCertificateNumber, maskPhone } from '@beian/rules/persons/masks';
import { Alert, Checkbox, Form } from 'antd';
import type { ReactNode } from 'react';
import { PersonFields } from '../../ui/fields/person-fields.tsx';
import { RuleField } from '../../ui/form/rule-field.tsx';
import { PictureField } from '../uploads/picture-field.tsx';
import { copyFromSubject } from './copy-person.ts';
import { SamePersonNotice } from './person-hints.tsx';
import type { SitePersonValues, SiteRole, WebsiteValues } from './website-values.ts';

const ROLE_BLOCKS: readonly { readonly role: SiteRole; readonly title: string; readonly picture?: string }[] = [
  { role: 'manager', title: '网站负责人', picture: '网站负责人身份证照片' },
  { role: 'security', title: '网站安全负责人', picture: '安全责任人身份证照片' },
  { role: 'emergency', title: '网站应急联络人' },
];

/** Step 3 (WEB-30..38). */
export function PersonsStep({ subject }: { readonly subject: SubjectData }): ReactNode {
  return (
    <div className="panel">
      {ROLE_BLOCKS.map(({ role, title, picture }) => (
        <fieldset key={role} className="form-block">
          <legend>{title}</legend>
          {role === 'emergency' ? <Alert className="page-alert" type="info" showIcon title="应急联络人承担7×24小时联络责任，须保证随时能够联系上" /> : null}
          <RoleBlock role={role} subject={subject} />
          {picture === undefined ? null : (
            <RuleField name={[role, 'idImage']} label={picture} required validateTrigger="onChange"><PictureField label={picture} purpose="certificate" /></RuleField>
          )}
          {role === 'emergency' ? <SamePersonNotice /> : null}
        </fieldset>
      ))}
    </div>
  );
}

function RoleBlock({ role, subject }: { readonly role: SiteRole; readonly subject: SubjectData }): ReactNode {
  const form = Form.useFormInstance<WebsiteValues>();
  const person = Form.useWatch([role], form);
  const same = person?.sameAsSubject === true;
  // Once both are typed, the hints have done their work.
  const typed = (person?.mobile ?? '') !== '' && (role === 'emergency' || (person as SitePersonValues).certificateNumber !== undefined);
  const change = (ticked: boolean): void => form.setFieldsValue(copyFromSubject(role, ticked ? subject : undefined));
  return (
    <>
      <Form.Item name={[role, 'sameAsSubject']} valuePropName="checked" className="tick">
        <Checkbox onChange={({ target }) => change(target.checked)}>同主体负责人信息</Checkbox>
      </Form.Item>
      {same ? <Alert className="page-alert" type="warning" showIcon title="为保障信息安全，平台未完整存储个人信息，请逐项核实" description="证件号码和手机号码须重新填写，其余内容请核对是否仍然准确。" /> : null}
      <PersonFields at={[role]} contactOnly={role === 'emergency'} {...(same && !typed ? { masks: masksOf(subject.responsible) } : {})} />
      {same ? (
        <RuleField name={['verified', role]} valuePropName="checked" validateTrigger="onChange"><Checkbox>我已逐项核实以上信息</Checkbox></RuleField>
      ) : null}
    </>
  );
}

function masksOf({ certificateNumber, mobile }: ResponsiblePerson): { certificateNumber: string; mobile: string } {
  return { certificateNumber: maskCertificateNumber(certificateNumber), mobile: maskPhone(mobile) };
}
