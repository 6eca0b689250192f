import { ApplicationPage } from '@beian/contracts/filing/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

const PAGE = 20;

/** 我的申请, newest first. */
export const applicationPages = infiniteQueryOptions({
  queryKey: ['applications', 'pages'],
  queryFn: ({ pageParam, signal }) => read(`/api/filing/applications?limit=${PAGE}${pageParam === null ? '' : `&after=${encodeURIComponent(pageParam)}`}`, ApplicationPage, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

/** The newest ones, for the home panel. */
export const latestApplications = queryOptions({
  queryKey: ['applications', 'latest'],
  queryFn: ({ signal }) => read(`/api/filing/applications?limit=${PAGE}`, ApplicationPage, signal),
});
