import { Form } from 'antd';
import { useState, type ReactNode } from 'react';
import { RuleField } from '../../../ui/form/rule-field.tsx';
import { PictureField } from '../../uploads/picture-field.tsx';
import type { PicturePurpose } from '@beian/rules/forms/description';
import type { ControlProps, FieldProps } from './field-props.ts';

export function ImageField({ field: { key, label, purpose }, ...item }: FieldProps<'image'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item} validateTrigger="onChange"><PictureField label={label} purpose={purpose} /></RuleField>;
}

/** Several pictures of one thing (MIN-15): those that are there, and a place for the next. */
export function ImagesField({ field: { key, label, purpose, most }, ...item }: FieldProps<'images'>): ReactNode {
  return <RuleField name={[key]} label={label} {...item} validateTrigger="onChange"><Pictures of={key} label={label} purpose={purpose} most={most} /></RuleField>;
}

interface PicturesProps extends ControlProps<readonly string[]> {
  readonly of: string;
  readonly label: string;
  readonly purpose: PicturePurpose;
  readonly most: number;
}

function Pictures({ of, label, purpose, most, value = [], onChange, 'aria-required': _required, ...item }: PicturesProps): ReactNode {
  const form = Form.useFormInstance();
  // A picture stays in the place where it came or was replaced, with what is said of it there.
  const [places, setPlaces] = useState<Readonly<Record<string, string>>>({});
  const [added, setAdded] = useState(0);
  // As it is when a picture arrives: others may have come or gone meanwhile.
  const now = (): readonly string[] => (form.getFieldValue(of) as readonly string[] | undefined) ?? [];
  const stay = (upload: string, place: string): void => setPlaces((all) => ({ ...all, [upload]: place }));
  const add = (upload: string, place: string): void => {
    stay(upload, place);
    setAdded((count) => count + 1);
    onChange?.([...now(), upload]);
  };
  const replace = (before: string, place: string, upload: string | undefined): void => {
    if (upload !== undefined) stay(upload, place);
    onChange?.(now().flatMap((one) => (one !== before ? [one] : upload === undefined ? [] : [upload])));
  };
  const free = `place-${added}`;
  return (
    <div {...item} role="group" aria-label={label} tabIndex={-1} className="picture-list">
      {value.map((upload, index) => {
        const place = places[upload] ?? upload;
        return <PictureField key={place} label={`${label}${index + 1}`} purpose={purpose} value={upload} hint={false} onChange={(next) => replace(upload, place, next)} />;
      })}
      {value.length < most ? <PictureField key={free} label={`${label}${value.length + 1}`} purpose={purpose} onChange={(next) => (next === undefined ? undefined : add(next, free))} /> : null}
    </div>
  );
}
