import { ImportedProviders, KeptProviders, ProviderKept, type ChangeProvider, type KeepProvider, type ProviderKind } from '@beian/contracts/filing/directory';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';

const PATH = '/api/filing/administration/providers';

export const KIND_LABELS: Readonly<Record<ProviderKind, string>> = { access: '网络接入服务商', registrar: '域名注册服务商' };

export const keptProviders = (filter: { readonly kind?: string | undefined; readonly name?: string | undefined }) => infiniteQueryOptions({
  queryKey: ['administration', 'providers', filter],
  queryFn: ({ pageParam, signal }) => {
    const given = Object.entries({ ...filter, after: pageParam }).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
    return read(`${PATH}?${new URLSearchParams(given).toString()}`, KeptProviders, signal);
  },
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }) => next ?? undefined,
});

export const addProvider = (form: KeepProvider): Promise<unknown> => call('POST', PATH, ProviderKept, { body: form });
export const changeProvider = (id: string, form: ChangeProvider): Promise<undefined> => call('PUT', `${PATH}/${id}`, NOTHING, { body: form });
export const withdrawProvider = (id: string, expectedVersion: number): Promise<undefined> => call('POST', `${PATH}/${id}/withdrawal`, NOTHING, { body: { expectedVersion } });
export const importProviders = (csv: string): Promise<ImportedProviders> => call('POST', `${PATH}/import`, ImportedProviders, { body: { csv } });
