import { MessagePage } from '@beian/contracts/notification/api';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { read } from '../../ui/api/api-client.ts';

const PAGE = 20;

/** 系统通知, newest first. */
export const messagePages = infiniteQueryOptions({
  queryKey: ['messages', 'pages'],
  queryFn: ({ pageParam, signal }) => read(`/api/notification/messages?limit=${PAGE}${pageParam === null ? '' : `&after=${pageParam}`}`, MessagePage, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
});

/** The newest few, with the number of unread ones: for the bell and the home panel. */
export const latestMessages = queryOptions({
  queryKey: ['messages', 'latest'],
  queryFn: ({ signal }) => read('/api/notification/messages?limit=5', MessagePage, signal),
  refetchInterval: 60_000,
});
