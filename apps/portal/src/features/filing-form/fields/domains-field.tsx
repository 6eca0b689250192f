import { isDenied } from '@beian/rules/forms/walk';
import { Form, Input } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import type { FieldProps } from './field-props.ts';
import { RowList } from './row-list.tsx';

/** Main domain first, further ones below: one number for all of them (WEB-11, OPN-22). */
export function DomainsField({ field, required, extra }: FieldProps<'domains'>): ReactNode {
  const { key, label, most, unless = '' } = field;
  // The one answer that counts, so that typing elsewhere draws nothing anew.
  const answer: unknown = Form.useWatch([unless], { preserve: true });
  if (isDenied(field, { [unless]: answer })) return null;
  return (
    <RowList name={key} most={most} blank="" add={`添加其他${label}`} remove={(row) => `移除其他${label}${row}`}>
      {(row) => (
        <RuleField name={[row]} path={[key, row]} label={row === 0 ? label : `其他${label}${row}`} required={required} extra={row === 0 ? extra : undefined}>
          <Input autoComplete="off" inputMode="url" maxLength={253} placeholder={row === 0 ? '例如 example.com' : undefined} />
        </RuleField>
      )}
    </RowList>
  );
}
