import { aesGcm } from './suites/aes-gcm.ts';
import { sm4Ctr } from './suites/sm4-ctr.ts';

/** Names of the cipher suites, as they stand in sealed text and in settings. */
export const SUITE_NAMES = ['aes', 'sm4'] as const;
export type SuiteName = (typeof SUITE_NAMES)[number];

/** Bytes of every data key, whatever the suite. */
export const KEY_BYTES = 32;

/** Authenticated encryption of one value. A suite holds no keys. */
export interface CipherSuite {
  readonly name: SuiteName;
  readonly nonceBytes: number;
  readonly tagBytes: number;
  /** `about` is authenticated with the value, not part of the body; the nonce is drawn at random. */
  encrypt(key: Buffer, value: Buffer, about: string): { nonce: Buffer; body: Buffer };
  /** Throws when key, nonce, body or `about` is another one. */
  decrypt(key: Buffer, nonce: Buffer, body: Buffer, about: string): Buffer;
}

/** Every suite that this build can open; one of them seals, by setting. */
export const SUITES: Readonly<Record<SuiteName, CipherSuite>> = { aes: aesGcm, sm4: sm4Ctr };

/** Whether the text names a suite. */
export function isSuiteName(text: string | undefined): text is SuiteName {
  return SUITE_NAMES.some((name) => name === text);
}
