import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Sealed } from '@beian/contracts/primitives';
import fc from 'fast-check';
import { createSealer, sealerOf } from './sealer.ts';

const [former, present, indexKey] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const sealer = sealerOf([present], indexKey);
const CONTEXT = 'account:1:mobile';

describe('the sealer', () => {
  it('opens what it sealed, text and bytes, in the form of the contract', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.uint8Array(), async (value, bytes) => {
        const sealed = await sealer.seal(value, CONTEXT);
        expect(Sealed.safeParse(sealed).success).toBe(true);
        expect(await sealer.open(sealed, CONTEXT)).toBe(value);
        expect(await sealer.openBytes(await sealer.sealBytes(Buffer.from(bytes), CONTEXT), CONTEXT)).toEqual(Buffer.from(bytes));
      }),
    );
  });

  it('never seals the same value to the same text', async () => {
    expect(await sealer.seal('13800138000', CONTEXT)).not.toBe(await sealer.seal('13800138000', CONTEXT));
  });

  it('does not open in another context', async () => {
    const sealed = await sealer.seal('13800138000', CONTEXT);
    await expect(sealer.open(sealed, 'account:2:mobile')).rejects.toThrow();
    await expect(sealer.openBytes(await sealer.sealBytes(Buffer.from('x'), CONTEXT), 'account:2:mobile')).rejects.toThrow();
  });

  it('does not open what was altered or cut, wherever', async () => {
    const sealed = await sealer.sealBytes(Buffer.from('王小明'), CONTEXT);
    for (let at = 0; at < sealed.length; at += 1) {
      const altered = Buffer.from(sealed);
      altered[at]! ^= 1;
      await expect(sealer.openBytes(altered, CONTEXT)).rejects.toThrow();
      await expect(sealer.openBytes(sealed.subarray(0, at), CONTEXT)).rejects.toThrow();
    }
  });

  it('opens values of the former key after a rotation, and seals with the present one', async () => {
    const rotated = sealerOf([present, former], indexKey);
    const old = await sealerOf([former], indexKey).seal('旧', CONTEXT);
    expect(await rotated.open(old, CONTEXT)).toBe('旧');
    expect((await rotated.seal('新', CONTEXT)).split('.')[1]).not.toBe(old.split('.')[1]);
    await expect(sealer.open(old, CONTEXT)).rejects.toThrow('No data key');
  });

  it('indexes equal values of one kind equally, and nothing else', () => {
    const index = sealer.index('certificate', '11010119900307123X');
    expect(index).toMatch(/^[0-9a-f]{64}$/);
    expect(sealer.index('certificate', '11010119900307123X')).toBe(index);
    expect(sealer.index('mobile', '11010119900307123X')).not.toBe(index);
    expect(sealerOf([present], randomBytes(32)).index('certificate', '11010119900307123X')).not.toBe(index);
  });

  it('refuses key files that hold no 32 bytes', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'sealer-'));
    const [good, bad] = [join(dir, 'good'), join(dir, 'bad')];
    await writeFile(good, `${present.toString('base64')}\n`);
    await writeFile(bad, 'c2hvcnQ=\n');
    await expect(createSealer({ dataKeyFile: bad, indexKeyFile: good })).rejects.toThrow('32 bytes');
    expect(await (await createSealer({ dataKeyFile: good, indexKeyFile: good })).open(await sealer.seal('a', CONTEXT), CONTEXT)).toBe('a');
    await rm(dir, { recursive: true });
  });
});
