import { z } from 'zod';

/** UUID of a record; new ones are version 7 (RFC 9562), so that they sort by time. */
export const Id = z.uuid();
/** Bureau: the internal integer id that row-level security compares; not the code printed in numbers. */
export const BureauId = z.int().positive();
/** Region code of GB/T 2260 (6 digits) or below (9 or 12 digits), as data only. */
export const RegionCode = z.string().regex(/^\d{6}(\d{3})?(\d{3})?$/);
/** Point in time, RFC 3339 in UTC. */
export const Instant = z.iso.datetime();
/** Calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = z.iso.date();
/** SHA-256 in lower-case hex. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/);
/** A personal value as ciphertext with key id (kit/crypto); never in clear outside its owner's service. */
export const Sealed = z.string().regex(/^v1\.[\w-]+\.[\w-]+\.[\w-]+$/);
/** HMAC-SHA-256 of a personal value under the platform's index key, hex: equality without the value (S4 own cases). */
export const KeyedIndex = z.string().regex(/^[0-9a-f]{64}$/);
/** Kinds of filed object. */
export const ObjectKind = z.enum(['website', 'app', 'mini_program', 'app_market', 'provider']);
export type ObjectKind = z.infer<typeof ObjectKind>;
