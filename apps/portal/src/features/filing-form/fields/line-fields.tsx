import { Input } from 'antd';
import type { ReactNode } from 'react';
import { DayInput } from '../../../ui/fields/day-input.tsx';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { today } from '../../../ui/text/moments.ts';
import type { ControlProps, FieldProps } from './field-props.ts';

/** Fields of one box. */

// What a name may not contain is said while it is typed, a moment after the last key (NAM-33).
const TYPING = { validateTrigger: ['onChange', 'onBlur'], validateDebounce: 600 };

export function TextField({ field: { key, label, max, naming }, ...item }: FieldProps<'text'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item} {...(naming === true ? TYPING : {})}><Input autoComplete="off" maxLength={max} /></RuleField>;
}

export function LinesField({ field: { key, label, max }, ...item }: FieldProps<'lines'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item} className="with-count"><Input.TextArea rows={3} maxLength={max} showCount /></RuleField>;
}

export function NumberField({ field: { key, label }, ...item }: FieldProps<'number'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item}><WholeNumberInput /></RuleField>;
}

export function DateField({ field: { key, label }, ...item }: FieldProps<'date'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item} validateTrigger={['onBlur', 'onChange']}><DayInput max={today()} /></RuleField>;
}

export function EmailField({ field: { key, label }, ...item }: FieldProps<'email'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item}><Input inputMode="email" autoComplete="off" maxLength={100} /></RuleField>;
}

export function UrlField({ field: { key, label, max }, ...item }: FieldProps<'url'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item}><Input inputMode="url" autoComplete="off" maxLength={max} placeholder="https://" /></RuleField>;
}

/** A number once it is one; what is not stays as typed, so that the rule can say so. */
function WholeNumberInput({ value, onChange, ...input }: ControlProps<number | string | undefined>): ReactNode {
  const change = (text: string): void => onChange?.(text === '' ? undefined : /^\d{1,15}$/.test(text) ? Number(text) : text);
  return <Input {...input} inputMode="numeric" autoComplete="off" maxLength={15} value={value ?? ''} onChange={({ target }) => change(target.value.trim())} />;
}
