import { offeredOf, type Dictionary } from '@beian/rules/forms/dictionaries/dictionary';
import { textOf, textsOf } from '@beian/rules/forms/read';
import { Checkbox, Form, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { useFormSetting } from '../form-setting.ts';
import type { FieldProps } from './field-props.ts';
import { InteractiveNotice } from './interactive-notice.tsx';

/** Fields whose answers are offered. */

export function BooleanField({ field: { key, label, yes, no }, ...item }: FieldProps<'boolean'>): ReactNode {
  return (
    <>
      <RuleField name={[key]} label={label} {...item} validateTrigger="onChange"><Radio.Group options={[{ value: false, label: no }, { value: true, label: yes }]} /></RuleField>
      {key === 'interactive' ? <InteractiveNotice /> : null}
    </>
  );
}

export function ChoiceField({ field: { key, label, of }, required, ...item }: FieldProps<'choice'>): ReactNode {
  const value: unknown = Form.useWatch([key], { preserve: true });
  return <RuleField name={[key]} label={label} required={required} {...item} validateTrigger="onChange"><Select options={optionsOf(offeredOf(of, [textOf(value)]))} placeholder="请选择" allowClear={!required} /></RuleField>;
}

/** OPN-18, OPN-57: only what this subject may tick, and what is in use. */
export function ChoicesField({ field: { key, label, of }, ...item }: FieldProps<'choices'>): ReactNode {
  const { context } = useFormSetting();
  const group = context.subjectType === 'individual' ? 'individuals' : 'units';
  const value: unknown = Form.useWatch([key], { preserve: true });
  const open = Object.fromEntries(Object.entries(offeredOf(of, textsOf(value))).filter(([, { openTo = 'all' }]) => openTo === 'all' || openTo === group));
  return <RuleField name={[key]} label={label} {...item} validateTrigger="onChange"><Checkbox.Group className="check-grid" options={optionsOf(open)} /></RuleField>;
}

export function TagsField({ field: { key, label, offered, most }, ...item }: FieldProps<'tags'>): ReactNode {
  const list = offered.length === 0 ? { open: false, suffixIcon: null } : { options: offered.map((value) => ({ value, label: value })) };
  return <RuleField name={[key]} label={label} {...item} validateTrigger="onChange"><Select mode="tags" {...list} tokenSeparators={['，', ',', '、']} maxCount={most} /></RuleField>;
}

const optionsOf = (dictionary: Dictionary): { value: string; label: string }[] => Object.entries(dictionary).map(([value, { label, retired }]) => ({ value, label: retired === true ? `${label}（已停用）` : label }));
