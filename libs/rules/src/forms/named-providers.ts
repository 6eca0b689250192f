import type { Finding } from '../result.ts';
import { byHand, HOSTING_PROVIDER, providerKindOf, type ProviderKind } from '../website/providers.ts';
import { providerOf } from './check-people.ts';
import type { FormDescription } from './description.ts';
import { recordOf } from './read.ts';
import type { Typed } from './values.ts';
import { fieldsOf } from './walk.ts';

/** A provider that a form says it took from the directory. */
export interface NamedProvider {
  readonly field: string;
  readonly label: string;
  readonly kind: ProviderKind;
  readonly directory: string;
  readonly name: string;
}

/** Every provider of the form that names a line of the directory (LKP-03). */
export function namedProviders(form: FormDescription, data: Typed): NamedProvider[] {
  return fieldsOf(form).flatMap(({ type, key, label }) => {
    if (type !== 'provider' && type !== 'hosting') return [];
    const [field, named, value] = type === 'hosting' ? [`${key}.provider`, HOSTING_PROVIDER, recordOf(data[key])['provider']] as const : [key, label, data[key]] as const;
    const { directory, name } = providerOf(value);
    return directory === null ? [] : [{ field, label: named, kind: providerKindOf(key), directory, name }];
  });
}

/** LKP-07: what the directory does not have under that name was typed by hand, whatever the form says of itself. `listed`: the directory's lines of these ids. */
export function unlistedProviders(named: readonly NamedProvider[], listed: readonly Pick<NamedProvider, 'directory' | 'kind' | 'name'>[]): Finding[] {
  const isListed = ({ directory, kind, name }: NamedProvider): boolean => listed.some((line) => line.directory === directory.toLowerCase() && line.kind === kind && line.name === name);
  return named.filter((one) => !isListed(one)).map(({ label, field }) => byHand(label, field));
}
