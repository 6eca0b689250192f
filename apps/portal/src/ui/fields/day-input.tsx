import { Checkbox, Input } from 'antd';
import type { ReactNode } from 'react';

interface DayInputProps {
  readonly id?: string;
  readonly value?: string | undefined;
  readonly onChange?: (value: string | undefined) => void;
  readonly onBlur?: () => void;
  readonly max?: string;
  readonly disabled?: boolean;
}

/** A calendar day as `YYYY-MM-DD`; the browser's own picker, which every phone and screen reader knows. */
export function DayInput({ value, onChange, ...input }: DayInputProps): ReactNode {
  return <Input {...input} type="date" value={value ?? ''} onChange={({ target }) => onChange?.(target.value === '' ? undefined : target.value)} />;
}

interface ValidUntilInputProps extends Omit<DayInputProps, 'value' | 'onChange'> {
  /** null means 长期. */
  readonly value?: string | null | undefined;
  readonly onChange?: (value: string | null | undefined) => void;
}

/** Last day of a certificate's validity, or 长期. */
export function ValidUntilInput({ value, onChange, ...input }: ValidUntilInputProps): ReactNode {
  return (
    <div className="valid-until">
      <DayInput {...input} value={value ?? undefined} disabled={value === null} {...(onChange === undefined ? {} : { onChange })} />
      <Checkbox checked={value === null} onChange={({ target }) => onChange?.(target.checked ? null : undefined)}>长期</Checkbox>
    </div>
  );
}
