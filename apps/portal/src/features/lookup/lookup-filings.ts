import { PublicSearch } from '@beian/contracts/filing/api';
import { queryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

/** The public look-up by number, its 14 digits, or domain (OPN-30). */
export const lookupFilings = (text: string) => queryOptions({
  queryKey: ['lookup', text],
  queryFn: ({ signal }) => read(`/api/filing/public/filings?q=${encodeURIComponent(text)}`, PublicSearch, signal),
  enabled: text !== '',
});
