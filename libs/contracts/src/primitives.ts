import { hidesSomething, hidesSomethingInLines } from '@beian/rules/text/visible-text';
import { z } from 'zod';

/** UUID of a record; new ones are version 7 (RFC 9562), so that they sort by time. */
export const Id = z.uuid();
/** Bureau: the internal integer id that row-level security compares; not the code printed in numbers. */
export const BureauId = z.int().positive().max(2_147_483_647);
/** Version or revision that a caller has seen, as the database counts. */
export const Seen = z.int().nonnegative().max(2_147_483_647);
/** Region code of GB/T 2260 (6 digits) or below (9 or 12 digits), as data only. */
export const RegionCode = z.string().regex(/^\d{6}(\d{3})?(\d{3})?$/);
/** Point in time, RFC 3339 in UTC. */
export const Instant = z.iso.datetime();
/** Calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const Day = z.iso.date();
/** SHA-256 in lower-case hex. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/);
/** A personal value as ciphertext with key id (kit/crypto); never in clear outside its owner's service. */
export const Sealed = z.string().regex(/^(v1|v2\.(aes|sm4))\.[\w-]+\.[\w-]+\.[\w-]+$/);
/** HMAC-SHA-256 of a personal value under the platform's index key, hex: equality without the value (S4 own cases). */
export const KeyedIndex = z.string().regex(/^[0-9a-f]{64}$/);
/** Kinds of filed object. */
export const ObjectKind = z.enum(['website', 'app', 'mini_program', 'app_market', 'provider']);
export type ObjectKind = z.infer<typeof ObjectKind>;
/** What a draft is of: a filing of a kind, or a subject (OPN-08). */
export const DraftKind = z.enum([...ObjectKind.options, 'subject']);
export type DraftKind = z.infer<typeof DraftKind>;

const REQUIRED = '请填写此项';
const HIDDEN = '含有不可见字符，请删除后重新输入';
/** A line of text of a form, trimmed; nothing in it is hidden from its reader (abuse 28). */
export const line = (max: number) => z.string().trim().min(1, REQUIRED).max(max, `最多${max}字`).refine((text) => !hidesSomething(text), HIDDEN);
/** Text that may have several lines. */
export const lines = (least: number, most: number, missing = REQUIRED) => z.string().trim().min(least, missing).max(most, `最多${most}字`).refine((text) => !hidesSomethingInLines(text), HIDDEN);
