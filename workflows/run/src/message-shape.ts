import type { Message } from './work-queue.ts';

/** What a run's messages carry beside what all carry. */
export interface MessageShape<M extends Message> {
  /** What the run is about, which the message must name. */
  readonly about: Partial<M>;
  /** The whole number that says which state of the row its sender saw. */
  readonly seen: keyof M;
  /** Texts of its own. */
  readonly texts?: readonly (keyof M)[];
}

const TEXTS = ['command', 'payloadDigest', 'issuedAt', 'expiresAt', 'credential', 'signature'] as const satisfies readonly (keyof Message)[];
const LONGEST_TEXT = 500;

/** The shape alone: an error thrown by a handler would stop the whole run, and the service checks everything else. */
export function isMessage<M extends Message>(value: unknown, action: string, { about, seen, texts = [] }: MessageShape<M>): value is M {
  if (typeof value !== 'object' || value === null) return false;
  const message = value as Partial<Record<keyof M, unknown>>;
  const named = Object.entries({ ...about, action }) as [keyof M, unknown][];
  return named.every(([key, expected]) => message[key] === expected) && Number.isInteger(message[seen])
    && [...TEXTS, ...texts].every((key) => isText(message[key]));
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_TEXT;
}
