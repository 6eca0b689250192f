import { asksToExplain, isAskedFor } from '@beian/rules/forms/check-form';
import type { FieldType, FormField } from '@beian/rules/forms/description';
import { isFilled } from '@beian/rules/forms/read';
import type { Typed } from '@beian/rules/forms/values';
import { Form } from 'antd';
import type { ComponentType, ReactNode } from 'react';
import { useFormChecks } from '../../../ui/form/check-context.ts';
import { ApprovalsField } from './approvals-field.tsx';
import { BooleanField, ChoiceField, ChoicesField, TagsField } from './choice-fields.tsx';
import { DomainsField } from './domains-field.tsx';
import type { FieldProps } from './field-props.ts';
import { HostingField } from './hosting-field.tsx';
import { ImageField, ImagesField } from './image-fields.tsx';
import { IpRangesField } from './ip-ranges-field.tsx';
import { DateField, EmailField, LinesField, NumberField, TextField, UrlField } from './line-fields.tsx';
import { PackagesField } from './packages-field.tsx';
import { PersonField } from './person-field.tsx';
import { ProviderField } from './provider-field.tsx';
import { RegionsField } from './regions-field.tsx';
import { TreeField } from './tree-field.tsx';
import { VersionsField } from './versions-field.tsx';

/** How each type of field is drawn; a new type joins here. */
const VIEWS: { readonly [T in FieldType]: ComponentType<FieldProps<T>> } = {
  text: TextField, lines: LinesField, number: NumberField, boolean: BooleanField, date: DateField, email: EmailField, url: UrlField,
  choice: ChoiceField, choices: ChoicesField, tree: TreeField, tags: TagsField, image: ImageField, images: ImagesField, domains: DomainsField,
  ipRanges: IpRangesField, regions: RegionsField, provider: ProviderField, hosting: HostingField, approvals: ApprovalsField, person: PersonField,
  contact: PersonField, versions: VersionsField, packages: PackagesField,
};
/** Short answers share a line with their neighbour where the page is wide enough. */
const SHORT: readonly FieldType[] = ['number', 'date', 'email', 'url', 'choice', 'versions'];

/** One field of a description. */
export function FieldView({ field }: { readonly field: FormField }): ReactNode {
  return typeof field.required === 'boolean' ? <Drawn field={field} required={field.required} extra={field.help} /> : <Conditional field={field} />;
}

/** A field that is asked for only while something else holds. What explains a finding is there only then, with the finding as its help. */
function Conditional({ field }: { readonly field: FormField }): ReactNode {
  const typed = (Form.useWatch([]) as Typed | undefined) ?? {};
  const { check } = useFormChecks();
  const explains = typeof field.required === 'object' && 'explains' in field.required ? field.required.explains : undefined;
  if (explains === undefined) return <Drawn field={field} required={isAskedFor(field, typed, [])} extra={field.help} />;
  const filled = explains.filter((key) => isFilled(typed[key]));
  const wanted = check().filter((finding) => asksToExplain(finding, filled));
  if (wanted.length === 0 && !isFilled(typed[field.key])) return null;
  return <Drawn field={field} required={wanted.length > 0} extra={wanted.map(({ message }) => message).join('；')} />;
}

function Drawn({ field, required, extra }: FieldProps<FieldType>): ReactNode {
  const View = VIEWS[field.type] as ComponentType<FieldProps<FieldType>>;
  const short = SHORT.includes(field.type) || (field.type === 'text' && field.naming !== true);
  return <div className={short ? 'field-short' : 'field-wide'}><View field={field} required={required} extra={extra} /></div>;
}
