import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '../../..');
const STRONG = { citizens: 'urn:beian:acr:real-person', officers: 'urn:beian:acr:two-factor' } as const;
type Realm = keyof typeof STRONG;

/** Somebody of samples/people.json. */
export interface SamplePerson {
  readonly id: string;
  readonly name: string;
  readonly idNumber: string;
  readonly mobile?: string;
  readonly email?: string;
}

/** The sample single sign-on as a process of its own, as the embedded stack runs it. */
export interface SampleSso {
  readonly origin: string;
  /** The `SSO_PROVIDERS` of a service that relies on it. */
  readonly providers: string;
  close(): Promise<void>;
}

/** People who can sign in at a provider. */
export function samplePeople(realm: Realm): readonly SamplePerson[] {
  return (JSON.parse(readFileSync(join(ROOT, 'samples/people.json'), 'utf8')) as Record<Realm, SamplePerson[]>)[realm];
}

/** Starts it for a platform at `gatewayOrigin`. */
export async function startSampleSso(gatewayOrigin: string): Promise<SampleSso> {
  const folder = mkdtempSync(join(tmpdir(), 'sample-sso-'));
  const secretFile = join(folder, 'client.secret');
  writeFileSync(secretFile, randomBytes(32).toString('base64url'));
  const port = await freePort();
  const origin = `http://localhost:${port}`;
  const env = {
    PATH: process.env['PATH'], PORT: String(port), SSO_ORIGIN: origin, GATEWAY_ORIGIN: gatewayOrigin, CLIENT_SECRET_FILE: secretFile,
    KEYS_FILE: join(folder, 'keys.json'), PEOPLE_FILE: join(ROOT, 'samples/people.json'), PROVINCE_FILE: join(ROOT, 'samples/province.json'),
  };
  const child = spawn(process.execPath, [join(ROOT, 'apps/sample-sso/src/main.ts')], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve, reject) => {
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    child.stdout.on('data', (text: Buffer) => text.includes('answers at') && resolve());
    child.once('exit', () => reject(new Error(`The sample single sign-on has ended: ${said}`)));
  });
  const provider = (realm: Realm) => ({ issuer: `${origin}/${realm}`, clientId: 'beian', clientSecretFile: secretFile, label: `示例${realm}`, acr: STRONG[realm] });
  return {
    origin,
    providers: JSON.stringify({ citizens: provider('citizens'), officers: provider('officers') }),
    async close() {
      child.removeAllListeners('exit');
      await new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      });
      rmSync(folder, { recursive: true });
    },
  };
}

/** A browser at the provider: cookies, forms, redirects. It stops where the platform begins. */
export class SsoBrowser {
  private readonly jar = new Map<string, string>();
  private readonly gatewayOrigin: string;

  constructor(gatewayOrigin: string) {
    this.gatewayOrigin = gatewayOrigin;
  }

  /** Signs in as the person, and passes or skips the check; gives the address that the platform is asked for. */
  async signIn(location: string, person: string, checked: 'yes' | 'no' = 'yes'): Promise<URL> {
    const first = await this.go(location);
    if (first.origin === this.gatewayOrigin) return first;
    await this.go(`${first.href}/person`, { person });
    return this.go(`${first.href}/confirm`, { person, checked });
  }

  async cancel(location: string): Promise<URL> {
    return this.go(`${(await this.go(location)).href}/cancel`, {});
  }

  /** Where a request leads in the end. */
  async go(address: string, form?: Record<string, string>): Promise<URL> {
    let url = new URL(address);
    let body = form;
    for (let hop = 0; hop < 12; hop += 1) {
      if (url.origin === this.gatewayOrigin) return url;
      const answer = await fetch(url, {
        redirect: 'manual', method: body ? 'POST' : 'GET',
        headers: { cookie: [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ') },
        ...(body && { body: new URLSearchParams(body) }),
      });
      for (const line of answer.headers.getSetCookie()) {
        const [pair = ''] = line.split(';', 1);
        this.jar.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
      }
      const next = answer.headers.get('location');
      if (next === null) return url;
      url = new URL(next, url);
      body = undefined;
    }
    throw new Error(`${address} leads in circles`);
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
