import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, jest } from '@jest/globals';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { builtFiles, read, ROOT, sourceFiles } from './repository-files.ts';

jest.setTimeout(120_000);

/** Looks like a secret and is none; each with its reason. */
const HARMLESS: Readonly<Record<string, string>> = {
  'deploy/docker/engines.env': 'the password of the trial database in docker-compose.yml, which listens on this machine only',
  'libs/kit/src/logging/logger.spec.ts': 'an address with credentials that the log must mask',
  'libs/kit/src/outbound/outbound.spec.ts': 'an address with credentials that the client must refuse',
};

async function secretsIn(filePath: string, content: string): Promise<string[]> {
  const rules = [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator }];
  const { messages } = await lintSource({ source: { filePath, content, ext: '', contentType: 'text' }, options: { config: { rules }, noPhysicFilePath: true } });
  return messages.map(({ messageId, loc }) => `${filePath}:${loc.start.line} ${messageId}`);
}

async function found(paths: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  for (const path of paths) all.push(...(await secretsIn(path, read(path))));
  return all;
}

/** Keys and passwords that installations of this checkout have drawn. */
function drawnSecrets(data = join(ROOT, '.data')): string[] {
  const stacks = existsSync(data) ? [data, ...readdirSync(data).map((name) => join(data, name))] : [];
  const folders = stacks.flatMap((stack) => ['secrets', 'keys', 'keys/private'].map((name) => join(stack, name))).filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))).filter((path) => /\.(json|pem|key)$/.test(path));
  return files.flatMap((path) => readFileSync(path, 'utf8').match(/[A-Za-z0-9+/_-]{24,}={0,2}/g) ?? []);
}

describe('abuse 38: secrets', () => {
  it('a planted one is found', async () => {
    const planted = ['-----BEGIN RSA PRIVATE', 'KEY-----\n' + 'MIIEpAIBAAKCAQEA'.repeat(20) + '\n-----END RSA PRIVATE', 'KEY-----'].join(' ');
    expect(await secretsIn('planted.pem', planted)).toHaveLength(1);
    expect(await secretsIn('planted.ts', `const url = 'postgresql://beian:${'Xk39fJq2mZ'}@db.example:5432/beian';`)).toHaveLength(1);
  });

  it('no file of the repository holds one, but for what is known to be harmless', async () => {
    const secrets = await found(sourceFiles());
    expect(secrets.filter((line) => HARMLESS[line.split(':', 1)[0]!] === undefined)).toEqual([]);
    expect(Object.keys(HARMLESS).filter((path) => !secrets.some((line) => line.startsWith(`${path}:`)))).toEqual([]);
  });

  it('no bundle, page or source map holds one', async () => {
    const embedded = Object.keys(HARMLESS).filter((path) => path.endsWith('.spec.ts'));
    expect(await found(builtFiles())).toEqual([]);
    for (const path of builtFiles().filter((name) => name.endsWith('.map'))) for (const spec of embedded) expect([path, read(path).includes(spec)]).toEqual([path, false]);
  });

  it('nothing that an installation of this checkout has drawn stands in repository or bundles', () => {
    const drawn = drawnSecrets();
    for (const path of [...sourceFiles(), ...builtFiles()]) {
      const text = read(path);
      expect([path, drawn.filter((secret) => text.includes(secret)).length]).toEqual([path, 0]);
    }
  });

  it('no key, environment or credential file is kept', () => {
    const suspicious = sourceFiles().filter((path) => /(^|\/)(\.env(\..*)?|\.netrc|id_(rsa|ed25519)|.*\.(pem|key|p12|pfx|jks|keystore))$/.test(path));
    expect(suspicious).toEqual([]);
  });
});
