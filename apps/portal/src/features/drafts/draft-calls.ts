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
  queryFn: ({ signal }) => read(`/api/filing/drafts/${id}`, DraftView, signal),
  staleTime: Infinity,
  gcTime: 0,
  refetchOnWindowFocus: false,
});

/** Keeps a draft as typed (OPN-37). */
export function saveDraft(id: string, body: SaveDraft): Promise<DraftSummary> {
  return call('PUT', `/api/filing/drafts/${id}`, DraftSummary, { body });
}

export function deleteDraft(id: string): Promise<undefined> {
  return call('DELETE', `/api/filing/drafts/${id}`, NOTHING);
}
