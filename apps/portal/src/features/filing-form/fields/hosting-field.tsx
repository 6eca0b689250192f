import { HOSTING_MODES } from '@beian/rules/forms/dictionaries/providers';
import { PARTS, type Parts } from '@beian/rules/forms/parts';
import { HOSTING_PROVIDER } from '@beian/rules/website/providers';
import { Col, Form, Radio, Row } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { RegionField } from '../../regions/region-field.tsx';
import type { FieldProps } from './field-props.ts';
import { ProviderBoxes } from './provider-field.tsx';

const MODES = Object.entries(HOSTING_MODES).map(([value, { label }]) => ({ value, label }));

/** 托管服务器信息 (MIN-12, OPN-24): how, by whom unless the servers are one's own, and where. */
export function HostingField({ field: { key, label }, required, extra }: FieldProps<'hosting'>): ReactNode {
  const mode = Form.useWatch([key, 'mode']) as string | undefined;
  const parts = PARTS.hosting as Parts;
  return (
    <div role="group" aria-label={label}>
      <RuleField name={[key, 'mode']} label={parts['mode']?.label} required={required} extra={extra} validateTrigger="onChange"><Radio.Group options={MODES} /></RuleField>
      {mode === 'own' ? null : <ProviderBoxes at={[key, 'provider']} label={HOSTING_PROVIDER} kind="access" required={required} />}
      <Row gutter={24}>
        <Col xs={24} md={12}><RuleField name={[key, 'region']} label={parts['region']?.label} required={required} validateTrigger="onChange"><RegionField anyLevel placeholder="请选择" /></RuleField></Col>
      </Row>
    </div>
  );
}
