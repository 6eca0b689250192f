import { afterEach, describe, expect, it } from '@jest/globals';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { clamdStandIn, EICAR, realClamd, type ClamdUnderTest } from '@beian/testing/clamd';
import { storageEnvironment } from '../config.ts';
import type { MalwareScanner } from './malware-scanner.ts';
import { scannerOf } from './scan.module.ts';

useLogger(createLogger('storage', 'silent'));
const closing: ClamdUnderTest[] = [];
afterEach(async () => {
  for (const clamd of closing.splice(0)) await clamd.close();
});

async function standIn(answer?: (found: string) => string | undefined): Promise<ClamdUnderTest> {
  const clamd = await clamdStandIn(answer);
  closing.push(clamd);
  return clamd;
}
const scanner = (address: string, more: Partial<Parameters<typeof scannerOf>[0]> = {}): MalwareScanner => scannerOf({ MALWARE_SCANNER: 'clamd', CLAMD_ADDRESS: address, CLAMD_TIMEOUT_MS: 5_000, MALWARE_SCANNER_DOWN: 'refuse', ...more });
const DOWN = { code: 'upload.scanner_down', status: 503, message: '文件安全检查服务暂时不可用，请稍后重试；已填写的内容不受影响' };

describe('a malware scanner', () => {
  it('is none by default, and then nothing is called clean', async () => {
    expect(await scannerOf({ MALWARE_SCANNER: 'none', CLAMD_ADDRESS: undefined, CLAMD_TIMEOUT_MS: 1, MALWARE_SCANNER_DOWN: 'refuse' }).scan(EICAR)).toEqual({ verdict: 'unscanned' });
  });

  it('needs its address, and is refused without one', () => {
    const shape = storageEnvironment.pick({ MALWARE_SCANNER: true, CLAMD_ADDRESS: true, CLAMD_TIMEOUT_MS: true, MALWARE_SCANNER_DOWN: true });
    expect(shape.parse({})).toEqual({ MALWARE_SCANNER: 'none', CLAMD_TIMEOUT_MS: 15_000, MALWARE_SCANNER_DOWN: 'refuse' });
    for (const address of ['3310', 'host', 'http://host:3310', 'host:port']) expect([address, shape.safeParse({ CLAMD_ADDRESS: address }).success]).toEqual([address, false]);
    expect(() => scannerOf({ ...shape.parse({}), MALWARE_SCANNER: 'clamd' })).toThrow('CLAMD_ADDRESS');
  });

  it('clamd finds what is infected and lets everything else pass, small, large, empty and many at once', async () => {
    for (const { name, address } of [await standIn(), ...realClamd()]) {
      const one = scanner(address);
      expect([name, await one.scan(EICAR)]).toEqual([name, { verdict: 'infected', signature: expect.stringMatching(/eicar/i) }]);
      const files = [Buffer.alloc(0), Buffer.from('x'), Buffer.alloc(5 * 1024 * 1024, 7)];
      expect([name, ...(await Promise.all(files.map((file) => one.scan(file))))]).toEqual([name, ...files.map(() => ({ verdict: 'clean' }))]);
    }
  });

  it.each([
    ['says nothing', () => undefined],
    ['says that its limit is exceeded', () => 'INSTREAM size limit exceeded. ERROR'],
    ['says something else', () => 'stream: perhaps OK'],
    ['says too much', () => 'x'.repeat(5_000)],
    ['gives the answer of another command', () => 'PONG'],
  ])('nothing gets in when clamd %s', async (_case, answer) => {
    const { address } = await standIn(answer);
    await expect(scanner(address, { CLAMD_TIMEOUT_MS: 200 }).scan(Buffer.from('x'))).rejects.toMatchObject(DOWN);
    expect(await scanner(address, { CLAMD_TIMEOUT_MS: 200, MALWARE_SCANNER_DOWN: 'accept' }).scan(Buffer.from('x'))).toEqual({ verdict: 'unscanned' });
  });

  it('nothing gets in while clamd is not there, unless the installation wants it, and then it is not called clean', async () => {
    await expect(scanner('127.0.0.1:1').scan(Buffer.from('x'))).rejects.toMatchObject(DOWN);
    expect(await scanner('127.0.0.1:1', { MALWARE_SCANNER_DOWN: 'accept' }).scan(EICAR)).toEqual({ verdict: 'unscanned' });
  });
});
