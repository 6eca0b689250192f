import { Col, Input, Row } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../ui/form/rule-field.tsx';
import { RegionField } from '../regions/region-field.tsx';

/** A provider typed by hand (LKP-04); the reviewer sees that it is not from the directory (LKP-07). */
export function ProviderField({ at, label, hint }: { readonly at: 'accessProvider' | 'registrar'; readonly label: string; readonly hint: string }): ReactNode {
  return (
    <Row gutter={24}>
      <Col xs={24} md={12}><RuleField name={[at, 'name']} label={label} required extra={hint}><Input autoComplete="off" maxLength={100} /></RuleField></Col>
      <Col xs={24} md={12}><RuleField name={[at, 'region']} label={`${label}所属地区`} validateTrigger="onChange"><RegionField anyLevel placeholder="不清楚可以不选" /></RuleField></Col>
    </Row>
  );
}
