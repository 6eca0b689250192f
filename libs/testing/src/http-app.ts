import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import type { ModuleMetadata } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Principal } from '@beian/contracts/principal';
import { prepareHttp, type HttpOptions } from '@beian/kit/http/application';
import { KitModule, type Kit } from '@beian/kit/service/kit.module';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { bearer, testKeys } from './keys.ts';

/** An answer with its parsed body. */
export interface HttpAnswer<T = unknown> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

/** A running application with the kit's guard, filter and parsers before the given controllers. */
export interface HttpApp {
  readonly url: string;
  /** Sends a request as the principal, or as nobody. */
  send<T = unknown>(method: string, path: string, options?: { as?: Principal; body?: unknown; headers?: Record<string, string> }): Promise<HttpAnswer<T>>;
  close(): Promise<void>;
}

/** For controller specs: authorisation and parsing as in production, over HTTP, with fake services as providers. */
export async function httpApp(module: Pick<ModuleMetadata, 'controllers' | 'providers' | 'imports'>, options: { service?: string; kit?: Partial<Kit>; logLevel?: string } & Partial<HttpOptions> = {}): Promise<HttpApp> {
  const { service = 'filing', kit, logLevel = 'error' } = options;
  useLogger(createLogger(service, logLevel));
  class SpecRoot {}
  const root = { ...module, module: SpecRoot, imports: [KitModule.forService({ keys: testKeys(service), ...kit }), ...(module.imports ?? [])] };
  const app = await NestFactory.create<NestExpressApplication>(root, { bodyParser: false, logger: false, abortOnError: false });
  prepareHttp(app, { name: service, ...options });
  await app.listen(0, '127.0.0.1');
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  return {
    url,
    async send<T>(method: string, path: string, request: { as?: Principal; body?: unknown; headers?: Record<string, string> } = {}) {
      const headers = { ...(request.body !== undefined && { 'content-type': 'application/json' }), ...(request.as && (await bearer(request.as))), ...request.headers };
      const answer = await fetch(url + path, { method, headers, ...(request.body !== undefined && { body: typeof request.body === 'string' ? request.body : JSON.stringify(request.body) }) });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, body: (/json/.test(answer.headers.get('content-type') ?? '') ? JSON.parse(text) : text) as T };
    },
    close: () => app.close(),
  };
}
