import { ApplicationSummary, DESK_QUEUES } from '@beian/contracts/filing/api';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { read } from '../../ui/api/api-client.ts';
import { withQuery } from '../../ui/api/with-query.ts';

/** A line of the desk; `waitingSubject` is the mark 等待主体. */
export const DeskItem = ApplicationSummary.extend({ waitingSubject: z.boolean().optional() });
export type DeskItem = z.infer<typeof DeskItem>;
const DeskPage = z.object({ items: z.array(DeskItem), next: z.string().nullable() });

export type DeskQueue = (typeof DESK_QUEUES)[number];
export interface DeskFilter {
  readonly queue: DeskQueue;
  readonly kind?: string;
  readonly q?: string;
}

/** The officer's list, page by page (keyset). */
export const desk = (filter: DeskFilter) => infiniteQueryOptions({
  queryKey: ['desk', filter],
  queryFn: ({ pageParam, signal }) => read(withQuery('/api/filing/desk', { ...filter, limit: '50', after: pageParam }), DeskPage, signal),
  initialPageParam: null as string | null,
  getNextPageParam: (page) => page.next,
  refetchInterval: 60_000,
});
