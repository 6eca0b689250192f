import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Sealed } from '@beian/contracts/primitives';
import { memoryKeyStore } from '@beian/testing/sealer';
import fc from 'fast-check';
import { CACHE_MS, dataKeysOf } from './data-keys.ts';
import { Erased } from './erased.ts';
import type { KeyStore } from './key-store.ts';
import { keyWrapperOf } from './key-wrapper.ts';
import { sealerOf, type Sealer } from './sealer.ts';
import { SUITE_NAMES, type SuiteName } from './suite.ts';

const indexKey = randomBytes(32);
const wrapper = keyWrapperOf([['kek', 'aes', randomBytes(32)]]);
const CONTEXT = 'account:1:mobile';

function sealerWith(suite: SuiteName, store: KeyStore = memoryKeyStore(), now?: () => number): Sealer {
  return sealerOf({ service: 'identity', keys: dataKeysOf({ store, wrapper, suite, ...(now && { now }) }), indexKey });
}
const other = (suite: SuiteName): SuiteName => SUITE_NAMES.find((name) => name !== suite)!;

describe.each(SUITE_NAMES)('the sealer with suite %s', (suite) => {
  const sealer = sealerWith(suite);

  it('opens what it sealed, text and bytes, in the form of the contract', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.uint8Array(), async (value, bytes) => {
        const sealed = await sealer.seal(value, CONTEXT);
        expect(Sealed.safeParse(sealed).success).toBe(true);
        expect(sealed.split('.')[1]).toBe(suite);
        expect(await sealer.open(sealed, CONTEXT)).toBe(value);
        expect(await sealer.openBytes(await sealer.sealBytes(Buffer.from(bytes), CONTEXT), CONTEXT)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('never seals the same value to the same text', async () => {
    expect(await sealer.seal('13800138000', CONTEXT)).not.toBe(await sealer.seal('13800138000', CONTEXT));
  });

  it('abuse 7: a sealed field copied to another person, another field or another kind of data does not open', async () => {
    const sealed = await sealer.seal('13800138000', CONTEXT);
    const bytes = await sealer.sealBytes(Buffer.from('x'), CONTEXT);
    for (const context of ['account:2:mobile', 'account:1:email', 'account:1:name', 'subject:1:1:data', 'anything:1:mobile', '']) {
      await expect(sealer.open(sealed, context)).rejects.toThrow();
      await expect(sealer.openBytes(bytes, context)).rejects.toThrow();
    }
  });

  it('does not open what was altered or cut, wherever', async () => {
    const sealed = await sealer.sealBytes(Buffer.from('王小明'), CONTEXT);
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      await expect(sealer.openBytes(altered, CONTEXT)).rejects.toThrow();
      await expect(sealer.openBytes(sealed.subarray(0, at), CONTEXT)).rejects.toThrow();
    }
    const text = await sealer.seal('王小明', CONTEXT);
    for (let at = 0; at < text.length; at += 1) {
      const altered = `${text.slice(0, at)}${text[at] === 'a' ? 'b' : 'a'}${text.slice(at + 1)}`;
      await expect(sealer.open(altered, CONTEXT)).rejects.toThrow();
    }
  });

  it('does not open with the key of another holder or of another class', async () => {
    const [mine, theirs, alsoMine] = [await sealer.seal('a', CONTEXT), await sealer.seal('a', 'account:2:mobile'), await sealer.seal('a', 'account:1:name')];
    const keyOf = (sealed: string): string => sealed.split('.')[2]!;
    expect(new Set([mine, theirs, alsoMine].map(keyOf)).size).toBe(3);
    for (const key of [theirs, alsoMine].map(keyOf)) await expect(sealer.open(mine.replace(keyOf(mine), key), CONTEXT)).rejects.toThrow();
  });

  it('opens nothing more once the key is destroyed, at once here and within the cache time elsewhere; what is sealed later is new', async () => {
    const store = memoryKeyStore();
    let now = 0;
    const [here, elsewhere] = [sealerWith(suite, store, () => now), sealerWith(suite, store, () => now)];
    const [sealed, contact] = [await here.seal('王小明', 'account:1:name'), await here.seal('13800138000', CONTEXT)];
    expect(await elsewhere.open(sealed, 'account:1:name')).toBe('王小明');
    expect(await here.erase('account:1', '测试', ['identity'])).toEqual(['identity']);
    await expect(here.open(sealed, 'account:1:name')).rejects.toBeInstanceOf(Erased);
    now = CACHE_MS + 1;
    await expect(elsewhere.open(sealed, 'account:1:name')).rejects.toBeInstanceOf(Erased);
    expect(await elsewhere.open(contact, CONTEXT)).toBe('13800138000');
    expect(await here.open(await here.seal('新', 'account:1:name'), 'account:1:name')).toBe('新');
    await expect(here.open(sealed, 'account:1:name')).rejects.toBeInstanceOf(Erased);
  });

  it('opens what the other suite has sealed after a switch, and seals with its own', async () => {
    const store = memoryKeyStore();
    const old = await sealerWith(other(suite), store).seal('旧', CONTEXT);
    const switched = sealerWith(suite, store);
    expect(await switched.open(old, CONTEXT)).toBe('旧');
    const sealed = await switched.seal('新', CONTEXT);
    expect([old.split('.')[1], sealed.split('.')[1]]).toEqual([other(suite), suite]);
    expect(await sealerWith(other(suite), store).open(sealed, CONTEXT)).toBe('新');
    await expect(switched.open(old.replace(`.${other(suite)}.`, `.${suite}.`), CONTEXT)).rejects.toThrow();
  });
});

describe('data keys', () => {
  it('are one a holder, class and quarter, asked of the store once, and loaded together', async () => {
    const calls: string[] = [];
    const store = memoryKeyStore();
    const watched: KeyStore = { ...store, keep: (row) => { calls.push(`keep ${row.dataClass} ${row.period}`); return store.keep(row); }, load: (ids) => { calls.push(`load ${ids.length}`); return store.load(ids); } };
    const sealer = sealerOf({ service: 'notification', keys: dataKeysOf({ store: watched, wrapper, suite: 'aes', now: () => Date.parse('2026-11-27') }), indexKey });
    const sealed = await Promise.all([1, 2, 3].map((message) => sealer.seal('x', `message:${message}:body`, 'account:1')));
    expect(new Set(sealed.map((text) => text.split('.')[2])).size).toBe(1);
    await Promise.all([sealer.seal('x', 'draft:1:content'), sealer.seal('x', 'draft:2:content')]);
    expect(calls).toEqual(['keep message 2026-Q4', 'keep draft ', 'keep draft ']);
    const reader = sealerOf({ service: 'notification', keys: dataKeysOf({ store: watched, wrapper, suite: 'aes' }), indexKey });
    calls.length = 0;
    await Promise.all(sealed.map((text, index) => reader.open(text, `message:${index + 1}:body`)));
    expect(calls).toEqual(['load 1']);
  });

  it('are asked for again after the store has failed', async () => {
    const store = memoryKeyStore();
    let down = true;
    const sealer = sealerWith('aes', { ...store, keep: async (row) => { if (down) throw new Error('ECONNREFUSED'); return store.keep(row); } });
    await expect(sealer.seal('x', CONTEXT)).rejects.toThrow('ECONNREFUSED');
    down = false;
    expect(await sealer.open(await sealer.seal('x', CONTEXT), CONTEXT)).toBe('x');
  });
});

describe('the keyed index', () => {
  const sealer = sealerWith('aes');

  it('is equal for equal values of one kind, and nothing else', () => {
    const index = sealer.index('certificate', '11010119900307123X');
    expect(index).toMatch(/^[0-9a-f]{64}$/);
    expect(sealer.index('certificate', '11010119900307123X')).toBe(index);
    expect(sealer.index('mobile', '11010119900307123X')).not.toBe(index);
    expect(sealer.index('certificate1', '1010119900307123X')).not.toBe(index);
    expect(sealerOf({ service: 'identity', keys: dataKeysOf({ store: memoryKeyStore(), wrapper, suite: 'aes' }), indexKey: randomBytes(32) }).index('certificate', '11010119900307123X')).not.toBe(index);
  });
});
