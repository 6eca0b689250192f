import type { FieldType, FormDescription, FormField } from '@beian/rules/forms/description';
import type { FieldsOf, IsPresent, ValueOf } from '@beian/rules/forms/values';
import { fieldsOf, isAlwaysThere } from '@beian/rules/forms/walk';
import { hidesSomething } from '@beian/rules/text/visible-text';
import { z } from 'zod';
import { Day, Id, line, lines, RegionCode } from '../primitives.ts';
import { OPTION_KEY } from './dictionaries.ts';
import { AppPackage, ApprovalPicture, EmergencyContact, Hosting, IpRange, Provider, ShownContact, ShownPerson, SitePerson } from './form-parts.ts';

/** The shape of a form's data, from its description. */
export type ShapeOf<D extends FormDescription> = {
  [F in FieldsOf<D> as F['key']]: IsPresent<F> extends true ? z.ZodType<ValueOf<F>, ValueOf<F>> : z.ZodOptional<z.ZodType<ValueOf<F>, ValueOf<F>>>;
};

type Build<T extends FieldType> = (field: Extract<FormField, { type: T }>) => z.ZodType;
const list = (item: z.ZodType, { label, required }: FormField, most: number, ask: '填写' | '选择' | '上传', least = 1): z.ZodType => {
  const items = z.array(item).max(most, `最多${most}项`);
  return required === true ? items.min(least, least === 1 ? `请${ask}${label}` : `${label}至少${least}张`) : items;
};
const optionalLine = (max: number) => z.string().trim().max(max, `最多${max}字`).refine((text) => !hidesSomething(text), '含有不可见字符，请删除后重新输入');
// Which keys there are is said by the dictionary in force (OPN-57), and asked of the rules.
const optionKey = (label: string) => z.string().regex(OPTION_KEY, `请选择${label}`);
const MOST_OPTIONS = 200;

const BUILD: { readonly [T in FieldType]: Build<T> } = {
  text: ({ max, required }) => (required === true ? line(max) : optionalLine(max)),
  lines: ({ min, max }) => lines(min, max, `至少${min}字`),
  number: ({ min, max, label }) => z.int(`请填写${label}`).min(min, `不小于${min}`).max(max, `不大于${max}`),
  boolean: () => z.boolean(),
  date: () => Day,
  email: () => z.email('请输入正确的邮箱地址').max(100, '最多100字'),
  url: ({ max }) => z.url('请输入完整网址').max(max, `最多${max}字`),
  choice: ({ label }) => optionKey(label),
  choices: (field) => list(optionKey(field.label), field, MOST_OPTIONS, '选择'),
  tree: (field) => list(optionKey(field.label), field, MOST_OPTIONS, '选择'),
  tags: (field) => list(optionalLine(field.max), field, field.most, '填写'),
  image: () => Id,
  images: (field) => list(Id, field, field.most, '上传', field.min),
  // Whether none may be named depends on another field, and is asked of the rules.
  domains: (field) => list(line(253), field.unless === undefined ? field : { ...field, required: false }, field.most, '填写'),
  ipRanges: (field) => list(IpRange, field, field.most, '填写'),
  regions: (field) => list(RegionCode, field, field.most, '选择'),
  provider: () => Provider,
  hosting: () => Hosting,
  approvals: (field) => list(ApprovalPicture, field, 8, '选择'),
  person: () => SitePerson,
  contact: () => EmergencyContact,
  versions: (field) => list(line(30), field, field.most, '填写'),
  packages: (field) => list(AppPackage, field, field.most, '填写'),
};
/** Where what is shown differs from what is filed. */
const SHOWN: typeof BUILD = { ...BUILD, person: () => ShownPerson, contact: () => ShownContact, url: ({ max }) => z.string().max(max) };

/** The strict schema of a form's data. */
export const schemaOf = <D extends FormDescription>(form: D): z.ZodObject<ShapeOf<D>, z.core.$strict> => build(form, BUILD);
/** The same as everybody but its owner sees it, with masks in the place of personal values. */
export const shownSchemaOf = <D extends FormDescription>(form: D): z.ZodObject<ShapeOf<D>, z.core.$strict> => build(form, SHOWN);

// The description's own types say what comes out: the shape is built in one loop, which no type follows.
function build<D extends FormDescription>(form: D, builders: typeof BUILD): z.ZodObject<ShapeOf<D>, z.core.$strict> {
  const shape = fieldsOf(form).map((field) => {
    const schema = (builders[field.type] as (given: FormField) => z.ZodType)(field);
    return [field.key, isAlwaysThere(field) ? schema : schema.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(shape)) as unknown as z.ZodObject<ShapeOf<D>, z.core.$strict>;
}
