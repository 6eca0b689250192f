import type { ReactNode } from 'react';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { PictureField } from '../../uploads/picture-field.tsx';
import type { PicturePurpose } from '@beian/rules/forms/description';
import type { ControlProps, FieldProps } from './field-props.ts';

export function ImageField({ field: { key, label, purpose }, ...item }: FieldProps<'image'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item} validateTrigger="onChange"><PictureField label={label} purpose={purpose} /></RuleField>;
}

/** Several pictures of one thing (MIN-15): those that are there, and a place for the next. */
export function ImagesField({ field: { key, label, purpose, most }, ...item }: FieldProps<'images'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item} validateTrigger="onChange"><Pictures label={label} purpose={purpose} most={most} /></RuleField>;
}

interface PicturesProps extends ControlProps<readonly string[]> {
  readonly label: string;
  readonly purpose: PicturePurpose;
  readonly most: number;
}

function Pictures({ label, purpose, most, value = [], onChange, 'aria-required': _required, ...item }: PicturesProps): ReactNode {
  return (
    <div {...item} role="group" aria-label={label} tabIndex={-1} className="picture-list">
      {value.map((upload, index) => (
        <PictureField key={upload} label={`${label}${index + 1}`} purpose={purpose} value={upload} hint={false} onChange={(next) => onChange?.(value.flatMap((one, at) => (at !== index ? [one] : next === undefined ? [] : [next])))} />
      ))}
      {value.length < most ? <PictureField key={value.length} label={`${label}${value.length + 1}`} purpose={purpose} onChange={(next) => (next === undefined ? undefined : onChange?.([...value, next]))} /> : null}
    </div>
  );
}
