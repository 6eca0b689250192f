import { ImportedProviders, KeptProviders, ProviderKept, type ChangeProvider, type KeepProvider } from '@beian/contracts/filing/directory';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';
import { withQuery } from '../../ui/api/with-query.ts';

const PATH = '/api/filing/administration/providers';

export const keptProviders = (filter: { readonly kind?: string | undefined; readonly name?: string | undefined }) => infiniteQueryOptions({
  queryKey: ['administration', 'providers', filter],
  queryFn: ({ pageParam, signal }) => read(withQuery(PATH, { ...filter, after: pageParam }), KeptProviders, signal),
  initialPageParam: null as string | null,
  getNextPageParam: ({ next }) => next,
});

export const addProvider = (form: KeepProvider): Promise<unknown> => call('POST', PATH, ProviderKept, { body: form });
export const changeProvider = (id: string, form: ChangeProvider): Promise<undefined> => call('PUT', `${PATH}/${id}`, NOTHING, { body: form });
export const withdrawProvider = (id: string, expectedVersion: number): Promise<undefined> => call('POST', `${PATH}/${id}/withdrawal`, NOTHING, { body: { expectedVersion } });
export const importProviders = (csv: string): Promise<ImportedProviders> => call('POST', `${PATH}/import`, ImportedProviders, { body: { csv } });
