import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { classOfContext, DATA_CLASSES, holderOfContext, levelOf, type DataClass, type DataClassName } from '@beian/contracts/personal-data';
import type { ServiceName } from '@beian/contracts/services';
import type { DataKeys } from './data-keys.ts';
import { openFormerBytes, openFormerText, type FormerKeys } from './former.ts';
import { firstKeptQuarter } from './period.ts';
import { bytesOf, partsOfBytes, partsOfText, textOf } from './sealed-form.ts';
import { KEY_BYTES, SUITES } from './suite.ts';

/**
 * Encrypts personal fields. `context` says which field of which record a value belongs to, `<record type>:<record id>:<field>`,
 * e.g. `account:<id>:mobile`; sealed text moved to another field or record does not open. The context gives the retention
 * class (contracts/personal-data) too, and `holder`, by default the context's record, whose data key of that class seals:
 * name another when the value ends together with that one's data, e.g. a message with its account.
 */
export interface Sealer {
  seal(value: string, context: string, holder?: string): Promise<string>;
  /**
   * Throws `Erased` when the value's key was destroyed, another error when the text was altered, belongs to another context,
   * or its key is unknown or not granted to this service.
   */
  open(sealed: string, context: string): Promise<string>;
  sealBytes(value: Buffer, context: string, holder?: string): Promise<Buffer>;
  openBytes(sealed: Buffer, context: string): Promise<Buffer>;
  /** Keyed index (HMAC-SHA-256, hex): equality without the value; the caller normalises the value first. */
  index(kind: string, value: string): string;
  /** Erases all that the holder's keys have sealed, of these classes or of every class that this service seals; returns the classes. */
  erase(holder: string, ground: string, classes?: readonly DataClassName[]): Promise<DataClassName[]>;
  /** Erases what this service has sealed of classes that end by age, as far as their time has come; returns how many keys were destroyed. */
  eraseAged(now: Date, ground: string): Promise<number>;
}

export interface SealerParts {
  readonly service: ServiceName;
  readonly keys: DataKeys;
  readonly indexKey: Buffer;
  /** Keys of values sealed before data keys had holders (`v1`), which stay readable. */
  readonly former?: FormerKeys;
}

/** A sealer of parts already at hand. */
export function sealerOf({ service, keys, indexKey, former = new Map() }: SealerParts): Sealer {
  const sealWith = async (value: Buffer, context: string, holder: string) => {
    const { id, suite, key } = await keys.toSeal(holder, classOfContext(context, service));
    return { suite, keyId: id, ...SUITES[suite].encrypt(key, value, about(suite, id, context)) };
  };
  const openWith = async ({ suite, keyId, nonce, body }: { suite: string; keyId: string; nonce: Buffer; body: Buffer }, context: string) => {
    const found = await keys.toOpen(keyId);
    // A class is bound as the context is: what was sealed as another kind of data is not this field.
    if (found.suite !== suite || !sameClass(found.dataClass, classOfContext(context, service))) throw new Error('Not a value of this field');
    return SUITES[found.suite].decrypt(found.key, nonce, body, about(found.suite, keyId, context));
  };
  return {
    seal: async (value, context, holder = holderOfContext(context)) => textOf(await sealWith(Buffer.from(value, 'utf8'), context, holder)),
    async open(sealed, context) {
      if (sealed.startsWith('v1.')) return openFormerText(former, sealed, context);
      return (await openWith(partsOfText(sealed), context)).toString('utf8');
    },
    sealBytes: async (value, context, holder = holderOfContext(context)) => bytesOf(await sealWith(value, context, holder)),
    async openBytes(sealed, context) {
      const parts = partsOfBytes(sealed);
      return parts === undefined ? openFormerBytes(former, sealed, context) : openWith(parts, context);
    },
    index: (kind, value) => createHmac('sha256', indexKey).update(`${kind}\0${value}`, 'utf8').digest('hex'),
    erase: (holder, ground, classes) => keys.destroy(holder, ground, classes),
    async eraseAged(now, ground) {
      let count = 0;
      for (const name of Object.keys(DATA_CLASSES) as DataClassName[]) {
        const { ending }: DataClass = DATA_CLASSES[name];
        if (ending.by === 'age' && levelOf(service, name) === 'seal') count += await keys.destroyBefore(name, firstKeptQuarter(now, ending.days), ground);
      }
      return count;
    },
  };
}

/** Another service's private class stays closed by the vault; here it only must be a private one. */
function sameClass(sealed: DataClassName, wanted: DataClassName): boolean {
  return sealed === wanted || (sealed.startsWith('private.') && wanted.startsWith('private.'));
}

function about(suite: string, keyId: string, context: string): string {
  return ['v2', suite, keyId, context].join('\0');
}

/** The keys of a file (32 bytes as base64, one a line, the present one first). */
export async function readKeys(file: string): Promise<Buffer[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  const keys = lines.map((line) => Buffer.from(line.trim(), 'base64'));
  if (keys.length === 0 || keys.some((key) => key.length !== KEY_BYTES)) throw new Error(`${file} must hold 32 bytes as base64 on each line`);
  return keys;
}
