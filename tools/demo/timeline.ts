import type { Session } from './platform.ts';
import { describe } from './teller.ts';

interface Page {
  readonly entries: readonly { action: string; signature: string }[];
  readonly next: string | null;
}

/** Every page of a filing's timeline; empty until its first record has arrived. */
export async function readTimeline(auditor: Session, filing: string): Promise<Page['entries']> {
  const entries: Page['entries'][number][] = [];
  let after = '';
  for (;;) {
    const answer = await auditor.get(`/api/audit/filings/${filing}/timeline?limit=500${after}`);
    if (answer.status === 404) return entries;
    if (answer.status !== 200) throw new Error(describe(answer));
    const page = answer.body as Page;
    entries.push(...page.entries);
    if (page.next === null) return entries;
    after = `&after=${encodeURIComponent(page.next)}`;
  }
}
