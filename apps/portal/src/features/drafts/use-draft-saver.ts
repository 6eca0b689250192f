import type { SaveDraft } from '@beian/contracts/filing/api';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { saveDraft } from './draft-calls.ts';
import { DraftSaver, type SaveState } from './draft-saver.ts';

export type DraftBody = Omit<SaveDraft, 'expectedVersion'>;

/** Ties a draft's saver to a page: it saves when the page is hidden or left, and tells where the saving stands. */
export function useDraftSaver(id: string, version: number): { readonly saver: DraftSaver<DraftBody>; readonly state: SaveState } {
  const client = useQueryClient();
  const [saver] = useState(() => new DraftSaver<DraftBody>(version, (expectedVersion, body) => saveDraft(id, { ...body, expectedVersion })));
  const state = useSyncExternalStore(saver.subscribe, saver.current);

  useEffect(() => {
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') void saver.flush();
    };
    document.addEventListener('visibilitychange', hidden);
    return () => {
      document.removeEventListener('visibilitychange', hidden);
      void saver.flush().then(() => client.invalidateQueries({ queryKey: ['drafts'], exact: true }));
    };
  }, [saver, client]);
  return { saver, state };
}
