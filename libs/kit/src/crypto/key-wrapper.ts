import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { SUITES, type SuiteName } from './suite.ts';
import { sm2Kek } from './suites/sm2-kek.ts';

/** A wrapped data key and the id of the key-encryption key that opens it. */
export interface WrappedKey {
  readonly kek: string;
  readonly wrapped: Buffer;
}

/**
 * Wraps data keys by key-encryption keys (KEK). The file adapter below keeps KEKs in memory; an operator's KMS or HSM is
 * another adapter of this interface. `about` names the data key (id, holder, class), so that a wrapped key moved to another
 * row does not unwrap.
 */
export interface KeyWrapper {
  /** Id of the KEK that wraps; others only unwrap, during a rotation. */
  readonly current: string;
  wrap(key: Buffer, about: string): Promise<WrappedKey>;
  /** Throws when the KEK is not known here, or the bytes or `about` were altered. */
  unwrap(wrapped: WrappedKey, about: string): Promise<Buffer>;
}

/** One KEK at work. */
export interface Kek {
  wrap(key: Buffer, about: string): Buffer;
  unwrap(wrapped: Buffer, about: string): Buffer;
}

const KINDS = ['aes', 'sm4', 'sm2'] as const;
/** One line of the file: id, kind, key as base64, separated by blanks. The first line wraps. */
const Line = z.tuple([z.string().regex(/^[\w.-]{1,40}$/), z.enum(KINDS), z.base64().transform((text) => Buffer.from(text, 'base64')).refine((key) => key.length === 32)]);

/** KEKs of a file that only the service's user can read. */
export async function fileKeyWrapper(file: string): Promise<KeyWrapper> {
  const lines = (await readFile(file, 'utf8')).split('\n').map((line) => line.trim()).filter((line) => line !== '' && !line.startsWith('#'));
  const entries = lines.map((line) => Line.safeParse(line.split(/\s+/)));
  if (entries.length === 0 || entries.some((entry) => !entry.success)) throw new Error(`${file}: each line must be "<id> ${KINDS.join('|')} <32 bytes as base64>"`);
  return keyWrapperOf(entries.map((entry) => entry.data!));
}

/** A wrapper of KEKs already at hand; the first wraps. */
export function keyWrapperOf(entries: readonly (readonly [id: string, kind: (typeof KINDS)[number], key: Buffer])[]): KeyWrapper {
  const keks = new Map(entries.map(([id, kind, key]) => [id, kind === 'sm2' ? sm2Kek(key) : symmetricKek(kind, key)]));
  const current = entries[0]?.[0];
  if (current === undefined || keks.size !== entries.length) throw new Error('There must be at least one KEK, and no id twice');
  const kekOf = (id: string): Kek => {
    const kek = keks.get(id);
    if (!kek) throw new Error(`No key-encryption key ${id}`);
    return kek;
  };
  return {
    current,
    wrap: async (key, about) => ({ kek: current, wrapped: kekOf(current).wrap(key, about) }),
    unwrap: async ({ kek, wrapped }, about) => kekOf(kek).unwrap(wrapped, about),
  };
}

function symmetricKek(name: SuiteName, kek: Buffer): Kek {
  const suite = SUITES[name];
  return {
    wrap(key, about) {
      const { nonce, body } = suite.encrypt(kek, key, `kek\0${about}`);
      return Buffer.concat([nonce, body]);
    },
    unwrap: (wrapped, about) => suite.decrypt(kek, wrapped.subarray(0, suite.nonceBytes), wrapped.subarray(suite.nonceBytes), `kek\0${about}`),
  };
}
