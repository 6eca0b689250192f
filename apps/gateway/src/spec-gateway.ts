import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Problem } from '@beian/contracts/problem';
import { keysOf } from '@beian/kit/auth/keys';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { gatewayEnvironment } from './config.ts';
import { createGateway } from './gateway.ts';
import { listen } from './listen.ts';
import { json, upstream, type Upstream } from './spec-upstream.ts';

/** What the spec's service says it was asked. */
export interface Echo {
  readonly url: string;
  readonly headers: Record<string, string | undefined>;
  readonly size: number;
}

export interface SpecGateway {
  readonly address: string;
  /** What the service behind got. */
  readonly service: Upstream;
  send<T = Echo & Problem>(method: string, path: string, headers?: Record<string, string>, body?: string): Promise<{ status: number; headers: Headers; body: T }>;
  close(): Promise<void>;
}

export const SPEC_ORIGIN = 'http://beian.example';
/** As our pages send it. */
export const OWN_HEADERS: Readonly<Record<string, string>> = { origin: SPEC_ORIGIN, 'x-beian-request': '1', 'content-type': 'application/json' };

/** A token as identity would give it; nobody here looks at the signature. */
export function tokenOf(account: string): string {
  return `x.${Buffer.from(JSON.stringify({ data: { account } })).toString('base64url')}.x`;
}

/**
 * A gateway on a port of its own before one service that echoes what it gets. The session cookie `<account>.<anything>` is
 * good for that account.
 */
export async function specGateway(more: Record<string, string> = {}): Promise<SpecGateway> {
  useLogger(createLogger('gateway', 'silent'));
  const service = await upstream((received, response) => {
    if (received.url !== '/tokens') return json(response, 200, { url: received.url, headers: received.headers, size: received.body.length });
    const { session } = JSON.parse(received.body) as { session: string };
    return json(response, 200, { token: tokenOf(session.split('.')[0]!), expiresIn: 60 });
  });
  const directory = mkdtempSync(join(tmpdir(), 'portal-'));
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__"><title>备案</title>');
  writeFileSync(join(directory, 'assets', 'index-abc123.js'), 'export {}');
  const services = { identity: service.url, filing: service.url, storage: service.url, subject: service.url };
  const environment = gatewayEnvironment.parse({ PORT: '0', KEYS_DIR: 'unused', PORTAL_DIR: directory, SERVICES: JSON.stringify(services), GATEWAY_ORIGIN: SPEC_ORIGIN, ...more });
  const listening = await listen(createGateway(environment, keysOf('gateway', generateKeyPairSync('ed25519').privateKey, {})), environment);
  return {
    address: listening.address,
    service,
    async send<T>(method: string, path: string, headers: Record<string, string> = {}, body?: string) {
      const answer = await fetch(listening.address + path, { method, headers: { ...(method === 'GET' ? {} : OWN_HEADERS), ...headers }, ...(body !== undefined && { body }) });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, body: (/json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text) as T };
    },
    async close() {
      await listening.stop();
      await service.close();
      rmSync(directory, { recursive: true });
    },
  };
}
