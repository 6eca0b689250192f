import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HttpServer } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import helmet from 'helmet';
import { correlate } from './correlation.ts';
import { describeApi } from './openapi.ts';

/** A check of `/health/ready`; `required` ones decide, the others only tell. */
export interface HealthCheck {
  readonly name: string;
  readonly required: boolean;
  check(): Promise<boolean>;
}

/** What `prepareHttp` needs. */
export interface HttpOptions {
  readonly name: string;
  /** False answers every route but the health checks with 404: the process plays other roles only. */
  readonly serve?: boolean;
  readonly checks?: readonly HealthCheck[];
}

/** Services answer with data only; pages, and what they may load, are the gateway's, as is the transport. */
const NOTHING_ACTIVE = { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } };
const BODY_LIMIT = '1mb';
const CHECK_TIMEOUT = 2_000;

interface Answer extends ServerResponse {
  status(code: number): Answer;
  json(body: unknown): void;
}

/** Sets up what every service's HTTP has: correlation ids, secure headers, JSON bodies of at most 1 MB, health, OpenAPI. */
export function prepareHttp(app: NestExpressApplication, options: HttpOptions): void {
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(correlate);
  app.use(helmet({ contentSecurityPolicy: NOTHING_ACTIVE, strictTransportSecurity: false }));
  const http = app.getHttpAdapter() as unknown as HttpServer<IncomingMessage, Answer>;
  http.get('/health/live', (_request: IncomingMessage, answer: Answer) => {
    answer.status(200).json({ alive: true });
  });
  http.get('/health/ready', async (_request: IncomingMessage, answer: Answer) => {
    const { ready, parts } = await readiness(options.checks ?? []);
    answer.status(ready ? 200 : 503).json({ ready, parts });
  });
  if (options.serve === false) {
    app.use((_request: IncomingMessage, answer: Answer) => answer.status(404).json({ type: 'urn:beian:problem:route.not_found', title: '未找到该页面或接口', status: 404, code: 'route.not_found' }));
    return;
  }
  let document: object | undefined;
  http.get('/openapi.json', (_request: IncomingMessage, answer: Answer) => {
    document ??= describeApi(app, options.name);
    answer.json(document);
  });
  app.useBodyParser('json', { limit: BODY_LIMIT });
}

/** Runs all checks at once; one that does not answer in 2 s has failed. */
export async function readiness(checks: readonly HealthCheck[]): Promise<{ ready: boolean; parts: Record<string, boolean> }> {
  const results = await Promise.all(checks.map(async ({ name, required, check }) => ({ name, required, up: await answers(check) })));
  return { ready: results.every(({ required, up }) => up || !required), parts: Object.fromEntries(results.map(({ name, up }) => [name, up])) };
}

async function answers(check: () => Promise<boolean>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, CHECK_TIMEOUT, false);
  });
  try {
    return await Promise.race([check().catch(() => false), late]);
  } finally {
    clearTimeout(timer);
  }
}
