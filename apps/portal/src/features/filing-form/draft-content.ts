import type { FormDescription } from '@beian/rules/forms/description';
import { emptyForm } from '@beian/rules/forms/submittable';
import { newId } from '../../ui/api/new-id.ts';

/** Ids of the application and filing that the draft becomes; kept with it, so that a repeated submission answers the same. */
export interface DraftIds {
  readonly application: string;
  readonly filing: string;
}

/** What a draft holds: the form's values side by side with its ids. */
export interface DraftContent extends Readonly<Record<string, unknown>> {
  readonly ids: DraftIds;
}

/** Reads a draft's content; a draft of another portal version, or none yet, gets ids now. */
export function readDraft(form: FormDescription, content: Readonly<Record<string, unknown>>): DraftContent {
  const ids = content['ids'] as DraftIds | undefined;
  return { ...emptyForm(form), ...content, ids: ids ?? { application: newId(), filing: newId() } };
}
