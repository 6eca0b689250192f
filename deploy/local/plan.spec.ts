import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DigestMark, digestOf } from './build/source-digest.ts';
import { isExternal } from './build/build-service.ts';
import { reachableByOthers, reachableFolder } from './paths.ts';
import { sampleAccounts } from './sample-accounts.ts';
import { fetchOnce } from './servers/fetch.ts';
import { asServerUser, serverUser } from './servers/postgres-user.ts';
import { externalServers, fixedPorts, serverPorts } from './settings.ts';

describe('plan of a start', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'beian-plan-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('asks for no port of a server that is given by address', () => {
    const env = { KAFKA_BROKERS: 'a:1,b:2', BEIAN_PG_PORT: '6000' };
    const external = externalServers(env);
    expect(external.kafka).toEqual(['a:1', 'b:2']);
    const wanted = serverPorts(fixedPorts(env), external);
    expect(wanted.map(({ label }) => label)).not.toContain('Kafka');
    expect(wanted).toContainEqual({ label: 'PostgreSQL', port: 6000, variable: 'BEIAN_PG_PORT' });
  });

  it('gives every process a port of its own', () => {
    const ports = fixedPorts({});
    const all = [ports.postgres, ports.temporal, ...Object.values(ports.kafka), ...ports.s3, ...Object.values(ports.services)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('refuses a database address without an administrator, and S3 without keys', () => {
    expect(() => externalServers({ DB_HOST: 'db' })).toThrow('DB_ADMIN_URL');
    expect(() => externalServers({ S3_ENDPOINT: 'http://s' })).toThrow('S3_ACCESS_KEY');
  });

  it('changes the digest with a source, not with a spec or a built file', () => {
    mkdirSync(join(folder, 'src/dist'), { recursive: true });
    writeFileSync(join(folder, 'src/a.ts'), '1');
    const before = digestOf(folder, ['src']);
    writeFileSync(join(folder, 'src/a.spec.ts'), '1');
    writeFileSync(join(folder, 'src/dist/a.js'), '1');
    expect(digestOf(folder, ['src'])).toBe(before);
    writeFileSync(join(folder, 'src/a.ts'), '2');
    expect(digestOf(folder, ['src'])).not.toBe(before);
  });

  it('builds again when the output is gone', () => {
    const output = join(folder, 'main.js');
    const mark = new DigestMark(join(folder, 'marks/x'), [output]);
    mark.set('d');
    expect(mark.isFresh('d')).toBe(false);
    writeFileSync(output, '');
    expect(mark.isFresh('d')).toBe(true);
    expect(mark.isFresh('e')).toBe(false);
  });

  it('inlines workspace code only', () => {
    expect(['@beian/kit/db/roles', './x.ts', '/abs/x.ts'].map(isExternal)).toEqual([false, false, false]);
    expect(['@nestjs/core', 'node:fs', 'pg'].map(isExternal)).toEqual([true, true, true]);
  });

  it('never takes a broken download for a whole one', async () => {
    const target = join(folder, 'server');
    const broken = fetchOnce(target, 'Kafka', async (partial) => {
      writeFileSync(join(partial, 'half'), '');
      throw new Error('connection reset');
    });
    await expect(broken).rejects.toThrow(/Could not fetch Kafka\. Check the network.*\nconnection reset/);
    expect(readdirSync(folder)).toEqual([]);
    const again = await fetchOnce(target, 'Kafka', async (partial) => writeFileSync(join(partial, 'whole'), ''));
    expect(again.fetched).toBe(true);
    expect((await fetchOnce(target, 'Kafka', () => Promise.reject(new Error('not asked')))).fetched).toBe(false);
  });

  it('runs PostgreSQL as another user for root, as the same for everybody else', () => {
    const passwd = 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n';
    expect(serverUser(passwd, 1000)).toBeUndefined();
    expect(asServerUser(undefined, 'postgres', ['-D', 'x'])).toEqual({ command: 'postgres', args: ['-D', 'x'] });
    const user = { name: 'nobody', uid: 65534, gid: 65534 };
    expect(asServerUser(user, 'postgres', []).args.slice(0, 3)).toEqual(['--reuid=65534', '--regid=65534', '--clear-groups']);
  });

  it('sees that a closed parent keeps others out', () => {
    const inner = join(folder, 'a/b');
    mkdirSync(inner, { recursive: true });
    chmodSync(folder, 0o755);
    expect(reachableByOthers(inner)).toBe(true);
    chmodSync(folder, 0o700);
    expect(reachableByOthers(inner)).toBe(false);
    rmSync(folder, { recursive: true });
  });

  it('keeps what must be reachable outside a closed checkout, and never finds the data of a deleted one there', () => {
    const closed = join(folder, 'closed');
    const outside = join(folder, 'outside');
    mkdirSync(outside);
    mkdirSync(closed, { mode: 0o700 });
    const wanted = join(closed, 'postgres');
    const first = reachableFolder(wanted, outside);
    writeFileSync(join(first, 'data'), '');
    expect(reachableFolder(wanted, outside)).toBe(first);
    rmSync(closed, { recursive: true });
    mkdirSync(closed, { mode: 0o700 });
    const second = reachableFolder(wanted, outside);
    expect(second).not.toBe(first);
    expect(readdirSync(second)).toEqual([]);
  });

  it('shows where to sign in, with the bureau by its name', () => {
    const text = sampleAccounts('http://x', undefined, {
      password: 'geheim',
      bureaus: [{ id: 1, name: '省厅' }],
      officers: [
        { loginName: 'zhang.san', name: '张三', bureau: 1, roles: ['reviewer'] },
        { loginName: 'wang.wu', name: '王五', bureau: 1, roles: ['reviewer'] },
        { loginName: 'li.si', name: '李四', bureau: 1, roles: ['supervisor'] },
      ],
    });
    expect(text).toContain('http://x/');
    expect(text).toMatch(/li\.si +geheim +supervisor +李四 {2}省厅/);
    expect(text.indexOf('li.si')).toBeLessThan(text.indexOf('wang.wu'));
  });
});
