import { APP_PLATFORMS } from '@beian/rules/forms/dictionaries/platforms';
import { PARTS, type Parts } from '@beian/rules/forms/parts';
import { Col, Input, Row, Select } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import type { FieldProps } from './field-props.ts';
import { RowList } from './row-list.tsx';

const PLATFORMS = Object.entries(APP_PLATFORMS).map(([value, { label }]) => ({ value, label }));

/** A package of each platform (OPN-41). */
export function PackagesField({ field: { key, label, most }, required, extra }: FieldProps<'packages'>): ReactNode {
  const parts = PARTS.packages as Parts;
  const item = (row: number, part: string) => ({ name: [row, part], path: [key, row, part], label: `${parts[part]?.label ?? ''}${row === 0 ? '' : `（第${row + 1}个）`}`, required });
  return (
    <>
      {extra === undefined ? null : <p className="list-help">{extra}</p>}
      <RowList name={key} most={most} blank={{}} add={`添加${label}`} remove={(row) => `移除第${row + 1}个${label}`}>
        {(row) => (
          <Row gutter={24} className="row-list-fields">
            <Col xs={24} md={7}><RuleField {...item(row, 'platform')} validateTrigger="onChange"><Select options={PLATFORMS} placeholder="请选择" /></RuleField></Col>
            <Col xs={24} md={17}><RuleField {...item(row, 'bundleId')}><Input autoComplete="off" maxLength={255} placeholder="例如 cn.example.app" /></RuleField></Col>
            <Col xs={24}><RuleField {...item(row, 'signature')}><Input autoComplete="off" maxLength={150} /></RuleField></Col>
          </Row>
        )}
      </RowList>
    </>
  );
}
