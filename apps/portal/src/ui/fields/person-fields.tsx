import { PERSON_CERTIFICATES } from '@beian/rules/persons/certificate-types';
import { Col, Input, Row, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FieldPath } from '../form/field-path.ts';
import { RuleField } from '../form/rule-field.tsx';
import { ValidUntilInput } from './day-input.tsx';

const CERTIFICATE_OPTIONS = Object.entries(PERSON_CERTIFICATES).map(([value, label]) => ({ value, label }));

interface PersonFieldsProps {
  /** Path of the person in the form. */
  readonly at: FieldPath;
  /** Masked values of the person that was copied; shown as placeholders, never as values (WEB-38). */
  readonly masks?: { readonly certificateNumber: string; readonly mobile: string };
  /** The emergency contact gives name, mobile and e-mail only (OPN-20). */
  readonly contactOnly?: boolean;
}

/** The fields of one natural person (SUB-18..22, WEB-37). */
export function PersonFields({ at, masks, contactOnly = false }: PersonFieldsProps): ReactNode {
  return (
    <Row gutter={24}>
      <Field at={at} name="name" label="姓名" extra="填写真实姓名全称，不要带称谓"><Input autoComplete="off" maxLength={50} /></Field>
      {contactOnly ? null : <CertificateFields at={at} {...(masks === undefined ? {} : { masks })} />}
      <Field at={at} name="mobile" label="手机号码" extra={masks === undefined ? undefined : `请重新填写完整号码（${masks.mobile}）`}>
        <Input inputMode="tel" autoComplete="off" maxLength={20} {...(masks === undefined ? {} : { placeholder: masks.mobile })} />
      </Field>
      <Field at={at} name="email" label="邮箱"><Input inputMode="email" autoComplete="off" maxLength={100} /></Field>
      {contactOnly ? null : <PlaceFields at={at} />}
    </Row>
  );
}

function CertificateFields({ at, masks }: Pick<PersonFieldsProps, 'at' | 'masks'>): ReactNode {
  return (
    <>
      <Field at={at} name="certificateType" label="证件类型"><Select options={CERTIFICATE_OPTIONS} placeholder="请选择" /></Field>
      <Field at={at} name="certificateNumber" label="证件号码" extra={masks === undefined ? undefined : `请重新填写完整号码（${masks.certificateNumber}）`}>
        <Input autoComplete="off" maxLength={30} {...(masks === undefined ? {} : { placeholder: masks.certificateNumber })} />
      </Field>
      <Field at={at} name="validUntil" label="证件有效期至" trigger={['onBlur', 'onChange']}><ValidUntilInput /></Field>
    </>
  );
}

function PlaceFields({ at }: { readonly at: FieldPath }): ReactNode {
  return (
    <>
      <Field at={at} name="officePhone" label="办公电话" extra="固定电话请写区号，例如 023-63120000"><Input inputMode="tel" autoComplete="off" maxLength={30} /></Field>
      <Field at={at} name="residence" label="常住地" extra="农村填写到村，城镇填写到街道门牌号或信箱号"><Input autoComplete="off" maxLength={200} /></Field>
    </>
  );
}

interface FieldProps {
  readonly at: FieldPath;
  readonly name: string;
  readonly label: string;
  readonly extra?: ReactNode;
  readonly trigger?: string[];
  readonly children: ReactNode;
}

function Field({ at, name, label, extra, trigger = ['onBlur'], children }: FieldProps): ReactNode {
  return (
    <Col xs={24} md={12}>
      <RuleField name={[...at, name]} label={label} required extra={extra} validateTrigger={trigger}>{children}</RuleField>
    </Col>
  );
}
