import { DraftSummary, DraftView, type SaveDraft } from '@beian/contracts/filing/api';
import { queryOptions } from '@tanstack/react-query';
import { z } from 'zod';
import { NOTHING, call, read } from '../../ui/api/api-client.ts';

/** 我的草稿 (HOM-29). */
export const drafts = queryOptions({
  queryKey: ['drafts'],
  queryFn: ({ signal }) => read('/api/filing/drafts', z.array(DraftSummary), signal),
});

/** One draft with what was typed. Never refetched by itself: the form on the screen is newer. */
export const draft = (id: string) => queryOptions({
  queryKey: ['drafts', id],
  queryFn: async ({ signal }) => {
    while (underWay.has(id)) await underWay.get(id);
    return read(`/api/filing/drafts/${id}`, DraftView, signal);
  },
  staleTime: Infinity,
  gcTime: 0,
  refetchOnWindowFocus: false,
});

/** Saves that have no answer yet, by draft: whoever leaves a form and comes back at once finds what was left. */
const underWay = new Map<string, Promise<void>>();

/** Keeps a draft as typed (OPN-37). */
export function saveDraft(id: string, body: SaveDraft): Promise<DraftSummary> {
  const saved = call('PUT', `/api/filing/drafts/${id}`, DraftSummary, { body });
  const settled = saved.then(() => undefined, () => undefined).then(() => {
    if (underWay.get(id) === settled) underWay.delete(id);
  });
  underWay.set(id, settled);
  return saved;
}

export function deleteDraft(id: string): Promise<undefined> {
  return call('DELETE', `/api/filing/drafts/${id}`, NOTHING);
}
