import { PARTS } from '@beian/rules/forms/parts';
import { Col, Form, Input, Row } from 'antd';
import type { ReactNode } from 'react';
import { useFormChecks } from '../../../ui/form/check-context.ts';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import type { FieldProps } from './field-props.ts';
import { RowList } from './row-list.tsx';

/** 起止IP, of which the end may be left out (WEB-17), or one address in one box (MIN-16). */
export function IpRangesField({ field, required, extra }: FieldProps<'ipRanges'>): ReactNode {
  const { key, label, single, most } = field;
  const path = (row: number, part: string) => ({ name: [row, part], path: [key, row, part] });
  const nth = (row: number): string => (row === 0 ? '' : `（第${row + 1}段）`);
  return (
    <RowList name={key} most={most} blank={{}} add="添加一段IP" remove={(row) => `移除第${row + 1}段IP`}>
      {(row) => (
        <Row gutter={24} className="row-list-fields">
          <Col xs={24} md={12}><RuleField {...path(row, 'start')} label={single === true ? label : `起始IP${nth(row)}`} required={required} extra={single === true ? extra : undefined}><Input autoComplete="off" maxLength={45} /></RuleField></Col>
          {single === true ? null : <Col xs={24} md={12}><RuleField {...path(row, 'end')} label={`终止IP${nth(row)}`} extra={row === 0 ? extra : undefined}><Input autoComplete="off" maxLength={45} /></RuleField></Col>}
          <OverrideReason at={key} row={row} nth={nth(row)} />
        </Row>
      )}
    </RowList>
  );
}

/** OPN-61: asked for only while an address of the row is not public. */
function OverrideReason({ at, row, nth }: { readonly at: string; readonly row: number; readonly nth: string }): ReactNode {
  const range = Form.useWatch([at, row]) as { start?: string; overrideReason?: string } | undefined;
  const { check } = useFormChecks();
  const wanted = (range?.start ?? '') !== '' && check().some(({ code, path }) => code === 'ip.not-public' && path[0] === at && path[1] === row);
  if (!wanted) return null;
  return (
    <Col xs={24}>
      <RuleField name={[row, 'overrideReason']} path={[at, row, 'overrideReason']} label={`${PARTS.ipRanges!['overrideReason']!.label}${nth}`} required extra="由民警核实。填错了地址的，请直接改正地址"><Input autoComplete="off" maxLength={200} /></RuleField>
    </Col>
  );
}
