import type { FormField } from '@beian/rules/forms/description';
import { recordOf, recordsOf, textOf, textsOf } from '@beian/rules/forms/read';
import type { Typed } from '@beian/rules/forms/values';
import type { ObjectKind } from '@beian/rules/lifecycle/labels';
import type { ReactNode } from 'react';
import { StoredPicture } from '../uploads/stored-picture.tsx';
import { approvalLabel } from './facts-of.tsx';

interface FormPicturesProps {
  readonly object: ObjectKind;
  readonly fields: readonly FormField[];
  readonly data: Typed;
  readonly mark?: (field: string) => ReactNode;
  readonly note?: (field: string) => ReactNode;
}

interface Shown {
  readonly field: string;
  readonly upload: string;
  readonly label: string;
  /** Of a certificate: hidden from officers until they say why. */
  readonly hidden: boolean;
}

/** The pictures of some fields in a row, each with its name; they open larger, and can be turned there. */
export function FormPictures({ object, fields, data, mark, note }: FormPicturesProps): ReactNode {
  const pictures = fields.flatMap((field) => picturesOf(`${object}.${field.key}`, field, data[field.key])).filter(({ upload }) => upload !== '');
  if (pictures.length === 0) return null;
  return (
    <div className="picture-row">
      {pictures.map(({ field, upload, label, hidden }) => <span key={field}><StoredPicture upload={upload} label={label} {...(hidden && { field })} />{mark?.(field)}{note?.(field)}</span>)}
    </div>
  );
}

function picturesOf(at: string, field: FormField, value: unknown): Shown[] {
  switch (field.type) {
    case 'image': return [{ field: at, upload: textOf(value), label: field.label, hidden: field.purpose === 'certificate' }];
    case 'images': return textsOf(value).map((upload, index) => ({ field: `${at}.${index}`, upload, label: `${field.label}${index + 1}`, hidden: field.purpose === 'certificate' }));
    case 'approvals': return recordsOf(value).map(({ kind, image }, index) => ({ field: `${at}.${index}.image`, upload: textOf(image), label: `${approvalLabel(kind)}许可截图`, hidden: false }));
    case 'person': return [{ field: `${at}.idImage`, upload: textOf(recordOf(value)['idImage']), label: field.picture, hidden: true }];
    default: return [];
  }
}
