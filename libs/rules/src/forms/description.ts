import type { ObjectKind } from '../lifecycle/labels.ts';
import type { Dictionary, Tree } from './dictionaries/dictionary.ts';

/**
 * When a field must be filled in. `explains`: when a finding on one of those fields asks for a written explanation (OPN-15), and it is
 * shown only then; `with`: when that other field is filled in, and shown always, as two may ask for one another.
 */
export type Required = boolean | { readonly explains: readonly string[] } | { readonly with: string };

interface FieldOf<T extends string> {
  readonly type: T;
  /** Name in the data; also the first part of every path. */
  readonly key: string;
  /** Chinese name on screens, in messages and in reasons. */
  readonly label: string;
  readonly required: Required;
  /** Requirements: findings name the first; the last is the decision that a dictionary comes from. */
  readonly rules: readonly [string, ...string[]];
  readonly help?: string;
  /** Stem of the codes of findings; left out: the key with dashes. */
  readonly code?: string;
}

/** What a picture is uploaded as; sizes and formats follow it (contracts: UPLOAD_LIMITS). `certificate`: officers see it only by a reveal. */
export type PicturePurpose = 'certificate' | 'licence' | 'screenshot';

/** One line. `naming`: judged by the naming rules (NAM-01..32). */
export interface TextField extends FieldOf<'text'> { readonly max: number; readonly naming?: true }
/** Several lines. */
export interface LinesField extends FieldOf<'lines'> { readonly min: number; readonly max: number }
/** A whole number. */
export interface NumberField extends FieldOf<'number'> { readonly min: number; readonly max: number }
export interface BooleanField extends FieldOf<'boolean'> { readonly yes: string; readonly no: string }
export type DateField = FieldOf<'date'>;
export type EmailField = FieldOf<'email'>;
/** `under`: the field of domains below which the address should lie. */
export interface UrlField extends FieldOf<'url'> { readonly max: number; readonly under?: string }
export interface ChoiceField extends FieldOf<'choice'> { readonly of: Dictionary }
export interface ChoicesField extends FieldOf<'choices'> { readonly of: Dictionary }
export interface TreeField extends FieldOf<'tree'> { readonly of: Tree }
/** Words typed freely, some of them offered. */
export interface TagsField extends FieldOf<'tags'> { readonly most: number; readonly max: number; readonly offered: readonly string[] }
export interface ImageField extends FieldOf<'image'> { readonly purpose: PicturePurpose }
export interface ImagesField extends FieldOf<'images'> { readonly purpose: PicturePurpose; readonly min: number; readonly most: number }
/** `unless`: the yes-or-no field whose “no” leaves none to be named. */
export interface DomainsField extends FieldOf<'domains'> { readonly most: number; readonly unless?: string }
/** `single`: one address in one box (MIN-16); kept as a range with both ends alike. */
export interface IpRangesField extends FieldOf<'ipRanges'> { readonly most: number; readonly single?: true }
export interface RegionsField extends FieldOf<'regions'> { readonly most: number }
/** 网络接入服务商 and the like, looked up or typed (LKP-01..07). */
export type ProviderField = FieldOf<'provider'>;
/** 托管服务器信息: mode, provider, region (OPN-24). */
export type HostingField = FieldOf<'hosting'>;
/** 相关前置许可: none, or kinds with a picture each (WEB-19, MIN-13, MIN-14). An empty list is 否. */
export type ApprovalsField = FieldOf<'approvals'>;
/** A person with certificate, residence and the picture named here (OPN-20). */
export interface PersonField extends FieldOf<'person'> { readonly picture: string }
/** A person to be reached (OPN-20). */
export type ContactField = FieldOf<'contact'>;
/** 版本号, at least one (MIN-17, APP-06). */
export interface VersionsField extends FieldOf<'versions'> { readonly most: number }
/** Platform, bundle id and signature of each package (OPN-41). */
export interface PackagesField extends FieldOf<'packages'> { readonly most: number }

export type FormField =
  | TextField | LinesField | NumberField | BooleanField | DateField | EmailField | UrlField | ChoiceField | ChoicesField | TreeField | TagsField
  | ImageField | ImagesField | DomainsField | IpRangesField | RegionsField | ProviderField | HostingField | ApprovalsField | PersonField | ContactField | VersionsField | PackagesField;
export type FieldType = FormField['type'];

/** Fields that stand together under a heading. */
export interface Block {
  readonly legend: string;
  /** Said above the fields, e.g. the 7×24 hours of WEB-33. */
  readonly note?: string;
  readonly fields: readonly FormField[];
}
export interface Step {
  readonly key: 'subject' | 'details' | 'persons' | 'notice';
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** What makes two filings of a kind the same thing: its hosts, the values of some fields together, or any of its packages. */
export type Identity =
  | { readonly by: 'hosts'; readonly field: string }
  | { readonly by: 'fields'; readonly fields: readonly [string, ...string[]]; readonly repeated: string }
  | { readonly by: 'packages'; readonly field: string; readonly repeated: string };

/** A form, said once: screens, schema, rules, labels, masks and pictures are all derived from it. */
export interface FormDescription {
  readonly object: ObjectKind;
  readonly steps: readonly Step[];
  /** Texts of the last step, and the tick below them (OPN-26). */
  readonly notices: readonly ('duty' | 'protection')[];
  readonly accept: string;
  /** Words for what makes it interactive beside the declaration (OPN-19). */
  readonly interactiveBy: string;
  /** Whether its owner gets HTML code to paste (OPN-25, OPN-28). */
  readonly htmlCode: boolean;
  readonly identity: Identity;
}
