import { refuse, warn, type Finding } from '../result.ts';

/** What the directory holds (LKP-01), with the words of forms, screens and tables. */
export const PROVIDER_KINDS = { access: '网络接入服务商', registrar: '域名注册服务商' } as const;
export type ProviderKind = keyof typeof PROVIDER_KINDS;

/** As what a form calls the provider of its servers (MIN-12). */
export const HOSTING_PROVIDER = '托管服务商';

/** Where the provider of a form's field stands in the directory: but for the registrar, all give access. */
export function providerKindOf(field: string): ProviderKind {
  return field === 'registrar' ? 'registrar' : 'access';
}

/** A provider on a filing; `directory` is its id there, null when typed by hand (LKP-07). */
export interface GivenProvider {
  readonly name: string;
  readonly region: string | null;
  readonly directory: string | null;
}

/** LKP-02, LKP-06: a search names a region; the name is optional. */
export function checkProviderSearch(search: { readonly region?: string | null; readonly name?: string }): Finding[] {
  return (search.region ?? '').trim() === '' ? [refuse('provider.search-region', '请选择服务商所属地区', 'region', { rule: 'LKP-06' })] : [];
}

/** WEB-15, WEB-16: named; one that is not in the directory is pointed out to the reviewer (LKP-07). */
export function checkProvider(provider: GivenProvider, label: string, field: string): Finding[] {
  if (provider.name.trim() === '') return [refuse('provider.blank', `请查询选择或手动填写${label}`, `${field}.name`, { rule: 'LKP-04' })];
  return provider.directory === null ? [byHand(label, field)] : [];
}

/** LKP-07: told to the reviewer, and no fault. */
export function byHand(label: string, field: string): Finding {
  return warn('provider.manual', `${label}为手动填写，不在服务商目录中`, field, { rule: 'LKP-07' });
}
