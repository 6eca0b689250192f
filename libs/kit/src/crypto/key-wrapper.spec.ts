import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { sm2 } from 'sm-crypto-v2';
import { fileKeyWrapper, keyWrapperOf } from './key-wrapper.ts';

const dataKey = randomBytes(32);

describe.each(['aes', 'sm4', 'sm2'] as const)('a key-encryption key of kind %s', (kind) => {
  const wrapper = keyWrapperOf([['one', kind, Buffer.from(sm2.generateKeyPairHex().privateKey, 'hex')]]);

  it('unwraps what it wrapped, for the same data key only', async () => {
    const wrapped = await wrapper.wrap(dataKey, 'id-1');
    expect(wrapped.kek).toBe('one');
    expect(wrapped.wrapped.includes(dataKey)).toBe(false);
    expect(await wrapper.unwrap(wrapped, 'id-1')).toEqual(dataKey);
    await expect(wrapper.unwrap(wrapped, 'id-2')).rejects.toThrow();
  });

  it('refuses wrapped bytes that were altered or cut, and a KEK that it has not', async () => {
    const { kek, wrapped } = await wrapper.wrap(dataKey, 'id-1');
    for (const at of [1, Math.floor(wrapped.length / 2), wrapped.length - 1]) {
      const altered = Buffer.from(wrapped);
      altered[at]! ^= 1;
      await expect(wrapper.unwrap({ kek, wrapped: altered }, 'id-1')).rejects.toThrow();
    }
    await expect(wrapper.unwrap({ kek, wrapped: wrapped.subarray(0, -1) }, 'id-1')).rejects.toThrow();
    await expect(wrapper.unwrap({ kek: 'two', wrapped }, 'id-1')).rejects.toThrow('No key-encryption key two');
  });
});

describe('the file of key-encryption keys', () => {
  it('wraps with its first and unwraps with all; a file with a fault is refused without saying a key', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'kek-'));
    const write = async (text: string): Promise<string> => { const file = join(dir, 'kek'); await writeFile(file, text); return file; };
    const [old, next] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
    const before = await (await fileKeyWrapper(await write(`kek-1 aes ${old}\n`))).wrap(dataKey, 'id');
    const rotated = await fileKeyWrapper(await write(`# since today\nkek-2 sm4 ${next}\nkek-1 aes ${old}\n`));
    expect(rotated.current).toBe('kek-2');
    expect(await rotated.unwrap(before, 'id')).toEqual(dataKey);
    for (const bad of ['', 'kek-1 aes c2hvcnQ=', `kek 1 aes ${old}`, `kek-1 des ${old}`, `kek-1 aes ${old}\nkek-1 aes ${next}`]) {
      const fault = await fileKeyWrapper(await write(bad)).catch((error: Error) => error.message);
      expect(fault).toMatch(/each line must be|no id twice/);
      expect(fault).not.toContain(old);
    }
    await rm(dir, { recursive: true });
  });
});

describe('the national algorithms of this Node', () => {
  const KEY = Buffer.from('0123456789abcdeffedcba9876543210', 'hex');

  it('SM4 gives the example of GB/T 32907-2016, once and a million times', () => {
    const encrypt = (block: Buffer): Buffer => createCipheriv('sm4-ecb', KEY, null).setAutoPadding(false).update(block);
    expect(encrypt(KEY).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246');
    const cipher = createCipheriv('sm4-ecb', KEY, null).setAutoPadding(false);
    let block = KEY;
    for (let round = 0; round < 1_000_000; round += 1) block = cipher.update(block);
    expect(block.toString('hex')).toBe('595298c7c6fd271f0402f804c33d3f66');
  });

  it('SM3 gives the examples of GB/T 32905-2016', () => {
    const sm3 = (text: string): string => createHash('sm3').update(text).digest('hex');
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(sm3('abcd'.repeat(16))).toBe('debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732');
    expect(createHmac('sm3', 'key').update('data').digest()).toHaveLength(32);
  });
});
