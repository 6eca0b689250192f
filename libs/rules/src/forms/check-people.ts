import { checkProvider, HOSTING_PROVIDER } from '../website/providers.ts';
import { checkRole, isSamePerson, type SitePersonData } from '../website/site-persons.ts';
import { refuse, under, warn, type Finding } from '../result.ts';
import type { Checking } from './checking.ts';
import type { FormField } from './description.ts';
import { optionOf } from './dictionaries/dictionary.ts';
import { HOSTING_MODES } from './dictionaries/providers.ts';
import { isBlank, recordOf, textOf } from './read.ts';
import { todayOf } from './form-context.ts';

/** Persons, contacts, and whoever provides hosting or access. */

type Of<T extends FormField['type']> = Extract<FormField, { type: T }>;

/** WEB-30..38 on one role; the emergency contact had better be somebody else than the responsible person (WEB-34). */
export function checkHuman(field: Of<'person'> | Of<'contact'>, value: unknown, { form, data, context }: Checking): Finding[] {
  const findings = under(field.key, checkRole(personOf(value), field.type, todayOf(context)));
  if (field.type === 'person') return findings;
  const manager = form.steps.flatMap(({ blocks }) => blocks.flatMap(({ fields }) => fields)).find(({ type }) => type === 'person');
  if (manager === undefined || !isSamePerson(personOf(value), personOf(data[manager.key]))) return findings;
  return [...findings, warn(`${form.object}.emergency-same`, `建议${field.label}不与${manager.label}相同`, field.key, { rule: 'WEB-34' })];
}

/** WEB-15, WEB-16. */
export function checkGivenProvider(field: Of<'provider'>, value: unknown): Finding[] {
  return checkProvider(providerOf(value), field.label, field.key);
}

/** MIN-12, OPN-24: who hosts it where; servers of one's own have no provider. */
export function checkHosting(field: Of<'hosting'>, value: unknown): Finding[] {
  const { mode, provider, region } = recordOf(value);
  const refused = (part: string, message: string) => refuse(`hosting.${part}`, message, `${field.key}.${part}`, { rule: field.rules[0] });
  return [
    ...(optionOf(HOSTING_MODES, mode) === undefined ? [refused('mode', '请选择托管方式：自建、租用或云')] : []),
    ...(mode === 'own' ? [] : checkProvider(providerOf(provider), HOSTING_PROVIDER, `${field.key}.provider`)),
    ...(mode === 'own' && !isBlank(recordOf(provider)['name']) ? [refused('provider', '自建的不填写服务商')] : []),
    ...(/^\d{6}(\d{3}){0,2}$/.test(textOf(region)) ? [] : [refused('region', '请选择服务器所在地')]),
  ];
}

/** A provider as typed: what was left open is null. */
export function providerOf(value: unknown): { name: string; region: string | null; directory: string | null } {
  const { name, region, directory } = recordOf(value);
  return { name: textOf(name), region: isBlank(region) ? null : textOf(region), directory: isBlank(directory) ? null : textOf(directory) };
}

function personOf(value: unknown): SitePersonData {
  const person = recordOf(value);
  return { ...person, name: textOf(person['name']) };
}
