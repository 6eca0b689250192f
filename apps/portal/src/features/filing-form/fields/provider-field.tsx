import type { FoundProvider, ProviderKind } from '@beian/contracts/filing/directory';
import { providerKindOf } from '@beian/rules/website/providers';
import { Button, Col, Form, Input, Row } from 'antd';
import { useState, type ReactNode } from 'react';
import type { FieldPath } from '../../../ui/form/field-path.ts';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { RegionField } from '../../regions/region-field.tsx';
import { useFormSetting } from '../form-setting.ts';
import type { FieldProps } from './field-props.ts';
import { ProviderSearch } from './provider-search.tsx';

export function ProviderField({ field: { key, label }, required, extra }: FieldProps<'provider'>): ReactNode {
  return <ProviderBoxes at={[key]} label={label} kind={providerKindOf(key)} required={required} extra={extra} />;
}

interface ProviderBoxesProps {
  readonly at: FieldPath;
  readonly label: string;
  readonly kind: ProviderKind;
  readonly required: boolean;
  readonly extra?: ReactNode;
}

/** A provider looked up in the directory (LKP-01, LKP-03), or typed by hand (LKP-04), which the reviewer sees (LKP-07). */
export function ProviderBoxes({ at, label, kind, required, extra }: ProviderBoxesProps): ReactNode {
  const form = Form.useFormInstance();
  const { onSet } = useFormSetting();
  const [searching, setSearching] = useState(false);
  const choose = ({ name, region, directory }: FoundProvider): void => {
    onSet([[[...at, 'name'], name], [[...at, 'region'], region], [[...at, 'directory'], directory]]);
    setSearching(false);
  };
  // What is typed over is no longer the line of the directory.
  const byHand = (): void => form.setFieldValue([...at, 'directory'], null);
  return (
    <>
      <p className="above-fields"><Button onClick={() => setSearching(true)}>查询{label}</Button></p>
      <Row gutter={24}>
        <Col xs={24} md={12}><RuleField name={[...at, 'name']} label={label} required={required} extra={extra}><Input autoComplete="off" maxLength={100} onChange={byHand} /></RuleField></Col>
        <Col xs={24} md={12}><RuleField name={[...at, 'region']} label={`${label}所属地区`} validateTrigger="onChange"><RegionField anyLevel placeholder="不清楚可以不选" /></RuleField></Col>
      </Row>
      {searching ? <ProviderSearch kind={kind} label={label} onChoose={choose} onClose={() => setSearching(false)} /> : null}
    </>
  );
}
