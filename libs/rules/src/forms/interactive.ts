import { isForumHost, toALabel } from '../domains/hosts.ts';
import { lookOf } from '../text/look.ts';
import type { FormDescription, FormField } from './description.ts';
import { leavesOf, optionOf } from './dictionaries/dictionary.ts';
import { textOf, textsOf } from './read.ts';
import type { Typed } from './values.ts';
import { fieldsOf } from './walk.ts';

/** One ground for treating a filing as interactive. */
export type InteractiveGround = 'declared' | 'service-type' | 'domain' | 'name';

/** What an officer has decided (OPN-19), with the grounds that lay before the officer. */
export interface InteractiveSetting {
  readonly interactive: boolean;
  readonly grounds: readonly InteractiveGround[];
}

/** OPN-19, NAM-31: every ground; it is interactive when there is at least one. An officer may set it otherwise. */
export function interactiveGrounds(form: FormDescription, data: Typed): InteractiveGround[] {
  const fields = fieldsOf(form);
  const grounds: InteractiveGround[] = [];
  if (data['interactive'] === true) grounds.push('declared');
  if (fields.some((field) => ticksInteractive(field, data[field.key]))) grounds.push('service-type');
  const domains = fields.filter(({ type }) => type === 'domains').flatMap(({ key }) => textsOf(data[key]));
  if (domains.some((domain) => isForumHost(toALabel(domain) ?? domain))) grounds.push('domain');
  if (lookOf(textOf(data['name'])).includes('论坛')) grounds.push('name');
  return grounds;
}

/** True when, after what an officer has decided, the filing takes the interactive path: inspection (WEB-51) and assessment (WEB-52). */
export function isInteractive(form: FormDescription, data: Typed, set: InteractiveSetting | null = null): boolean {
  const grounds = interactiveGrounds(form, data);
  if (set === null) return grounds.length > 0;
  // Dismissed are the grounds that the officer has seen: one that a correction brings counts again.
  return set.interactive || grounds.some((ground) => !set.grounds.includes(ground));
}

function ticksInteractive(field: FormField, value: unknown): boolean {
  if (field.type !== 'choices' && field.type !== 'tree') return false;
  const dictionary = field.type === 'tree' ? leavesOf(field.of) : field.of;
  return textsOf(value).some((key) => optionOf(dictionary, key)?.interactive === true);
}
