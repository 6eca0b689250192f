import type { Reason } from '@beian/contracts/reason';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { z } from 'zod';

const Stored = z.object({ salt: z.string(), reasons: z.array(z.custom<Reason>((value) => typeof value === 'object' && value !== null)) });
const context = (review: string): string => `review:${review}:reasons`;

/** What is said about a subject ends with its form. */
export const subjectHolder = (subject: string): string => `subject:${subject}`;

/** Seals a return's reasons, with the salt of their commitment. */
export function sealReasons(sealer: Sealer, { id, subject }: { id: string; subject: string }, reasons: readonly Reason[], salt: string): Promise<string> {
  return sealer.seal(JSON.stringify({ salt, reasons }), context(id), subjectHolder(subject));
}

/** The reasons of a return; none when there was none, or when they are erased. */
export async function openReasons(sealer: Sealer, review: string, sealed: string | null): Promise<Reason[]> {
  if (sealed === null) return [];
  const text = await unlessErased(sealer.open(sealed, context(review)), undefined);
  return text === undefined ? [] : Stored.parse(JSON.parse(text)).reasons;
}
