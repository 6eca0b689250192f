import type { UnitType } from '@beian/contracts/subject/api';
import { UNIT_CERTIFICATE_PICTURES, UNIT_FLAGS, SUBJECT_TYPES } from '@beian/rules/organisations/subject-types';
import { Checkbox, Col, Form, Input, Radio, Row, Select, type FormInstance } from 'antd';
import type { ReactNode } from 'react';
import { PersonFields } from '../../ui/fields/person-fields.tsx';
import { RuleField } from '../../ui/form/rule-field.tsx';
import { PictureField } from '../uploads/picture-field.tsx';
import { PlaceFields } from './place-fields.tsx';
import { checkSubjectValues, type SubjectValues } from './subject-values.ts';

const UNIT_OPTIONS = Object.entries(SUBJECT_TYPES).filter(([value]) => value !== 'individual').map(([value, label]) => ({ value, label }));

interface SubjectFormFieldsProps {
  readonly form: FormInstance<SubjectValues>;
  /** The nature is fixed once the subject exists (SUB-10). */
  readonly natureFixed?: boolean;
}

/** SUB-10..23. Must stand inside a Form and its CheckContext. */
export function SubjectFormFields({ form, natureFixed = false }: SubjectFormFieldsProps): ReactNode {
  // What is watched is known only after the first drawing; by then a returned subject's fields must stand, as the page moves to one of them.
  const nature = Form.useWatch('nature', form) ?? (form.getFieldValue('nature') as SubjectValues['nature']);
  const type = Form.useWatch('type', form) ?? (form.getFieldValue('type') as SubjectValues['type']);
  return (
    <>
      <div className="form-block">
        <RuleField name={['nature']} label="开办主体性质" required validateTrigger="onChange" extra={natureFixed ? '性质提交后不能修改' : '请按实际情况选择。个人只需填写负责人信息，单位还需填写主办单位信息。'}>
          <Radio.Group disabled={natureFixed} options={[{ value: 'individual', label: '个人' }, { value: 'unit', label: '单位' }]} />
        </RuleField>
      </div>
      {nature === 'unit' ? <UnitBlock form={form} type={type} /> : null}
      {nature === undefined ? null : <PersonBlock form={form} nature={nature} />}
    </>
  );
}

function UnitBlock({ form, type }: { readonly form: FormInstance<SubjectValues>; readonly type: UnitType | undefined }): ReactNode {
  const picture = type === undefined ? '单位证件' : UNIT_CERTIFICATE_PICTURES[type];
  return (
    <fieldset className="form-block">
      <legend>主办单位信息</legend>
      <Row gutter={24}>
        <Col xs={24} md={12}><RuleField name={['type']} label="单位性质" required validateTrigger="onChange"><Select options={UNIT_OPTIONS} placeholder="请选择" /></RuleField></Col>
        <Col xs={24} md={12}><RuleField name={['certificateNumber']} label={type === 'military' ? '军队代号' : '统一社会信用代码'} required extra={type === 'enterprise' ? '企业填写营业执照上的统一社会信用代码' : undefined}><Input autoComplete="off" maxLength={30} /></RuleField></Col>
        <Col xs={24}><RuleField name={['name']} label="单位名称" required extra="填写证照上的完整全称，不要填写域名或网站名称"><Input autoComplete="off" maxLength={100} /></RuleField></Col>
        <Col xs={24} md={12}><RuleField name={['leader']} label="投资或主管单位" required extra="填写法人姓名或单位最高负责人姓名"><Input autoComplete="off" maxLength={50} /></RuleField></Col>
        <PlaceFields form={form} label="注册地所属地区" />
        <Col xs={24}><RuleField name={['address']} label="注册地址" required><Input autoComplete="off" maxLength={200} /></RuleField></Col>
        <Col xs={24}><RuleField name={['images', 'licence']} label={`${picture}照片`} required validateTrigger="onChange"><PictureField label={`${picture}照片`} purpose="certificate" /></RuleField></Col>
        {Object.entries(UNIT_FLAGS).map(([key, label]) => (
          <Col key={key} xs={24} md={12}><Form.Item name={[key]} valuePropName="checked" className="tick" extra="属实时勾选，经民警审核确认后生效"><Checkbox>本单位为{label}</Checkbox></Form.Item></Col>
        ))}
        <Explanation form={form} />
      </Row>
    </fieldset>
  );
}

// S6: asked for only when the code and the type are an unusual pair.
function Explanation({ form }: { readonly form: FormInstance<SubjectValues> }): ReactNode {
  const values = Form.useWatch([], form) as SubjectValues | undefined;
  const findings = values === undefined ? [] : checkSubjectValues(values);
  const wanted = findings.filter(({ explain }) => explain === true);
  if (wanted.length === 0 && (values?.explanation ?? '') === '') return null;
  return (
    <Col xs={24}>
      <RuleField name={['explanation']} label="书面说明" required={wanted.length > 0} extra={wanted.map(({ message }) => message).join('；')}>
        <Input.TextArea rows={3} maxLength={500} showCount />
      </RuleField>
    </Col>
  );
}

function PersonBlock({ form, nature }: { readonly form: FormInstance<SubjectValues>; readonly nature: 'individual' | 'unit' }): ReactNode {
  return (
    <fieldset className="form-block">
      <legend>负责人信息</legend>
      {nature === 'individual' ? (
        <Row gutter={24}>
          <PlaceFields form={form} label="常住地所属地区" />
        </Row>
      ) : null}
      <PersonFields at={['responsible']} />
      <RuleField name={['images', 'openerId']} label="开办者身份证照片" required validateTrigger="onChange" extra={nature === 'unit' ? '上传上述负责人的身份证照片' : undefined}>
        <PictureField label="开办者身份证照片" purpose="certificate" />
      </RuleField>
    </fieldset>
  );
}
