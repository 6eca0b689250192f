import { EMPTY_WEBSITE, type WebsiteValues } from './website-values.ts';
import { newId } from '../../ui/api/new-id.ts';

/** Ids of the application and filing that the draft becomes; kept with it, so that a repeated submission answers the same. */
export interface DraftIds {
  readonly application: string;
  readonly filing: string;
}

/** What a website draft holds: the form's values side by side with its ids. */
export type DraftContent = WebsiteValues & { readonly ids: DraftIds };

/** Reads a draft's content; a draft of another portal version, or none yet, gets ids now. */
export function readDraft(content: Readonly<Record<string, unknown>>): DraftContent {
  const ids = content['ids'] as DraftIds | undefined;
  return { ...EMPTY_WEBSITE, ...(content as WebsiteValues), ids: ids ?? { application: newId(), filing: newId() } };
}
