import { Col, Input, Row } from 'antd';
import type { ReactNode } from 'react';
import type { FieldPath } from '../../../ui/form/field-path.ts';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { RegionField } from '../../regions/region-field.tsx';
import type { FieldProps } from './field-props.ts';

export function ProviderField({ field: { key, label }, required, extra }: FieldProps<'provider'>): ReactNode {
  return <ProviderBoxes at={[key]} label={label} required={required} extra={extra} />;
}

interface ProviderBoxesProps {
  readonly at: FieldPath;
  readonly label: string;
  readonly required: boolean;
  readonly extra?: ReactNode;
}

/** A provider typed by hand (LKP-04); the reviewer sees that it is not from the directory (LKP-07). */
export function ProviderBoxes({ at, label, required, extra }: ProviderBoxesProps): ReactNode {
  return (
    <Row gutter={24}>
      <Col xs={24} md={12}><RuleField name={[...at, 'name']} label={label} required={required} extra={extra}><Input autoComplete="off" maxLength={100} /></RuleField></Col>
      <Col xs={24} md={12}><RuleField name={[...at, 'region']} label={`${label}所属地区`} validateTrigger="onChange"><RegionField anyLevel placeholder="不清楚可以不选" /></RuleField></Col>
    </Row>
  );
}
