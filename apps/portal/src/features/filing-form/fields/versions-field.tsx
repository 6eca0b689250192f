import { Input } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import type { FieldProps } from './field-props.ts';
import { RowList } from './row-list.tsx';

/** 版本号 (MIN-17, APP-06). */
export function VersionsField({ field: { key, label, most }, required, extra }: FieldProps<'versions'>): ReactNode {
  return (
    <RowList name={key} most={most} blank="" add={`添加${label}`} remove={(row) => `移除${label}${row + 1}`}>
      {(row) => (
        <RuleField name={[row]} path={[key, row]} label={row === 0 ? label : `${label}${row + 1}`} required={required} extra={row === 0 ? extra : undefined}>
          <Input autoComplete="off" maxLength={30} placeholder={row === 0 ? '例如 1.0.0' : undefined} />
        </RuleField>
      )}
    </RowList>
  );
}
