import { readFileSync } from 'node:fs';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { TOTP } from 'otpauth';
import { z } from 'zod';
import type { SampleSsoEnvironment } from './config.ts';
import { interactionPages } from './interactions.ts';
import { codesPage, faultPage } from './pages.ts';
import { readPeople, type SamplePeople } from './people.ts';
import { ensureProviderKeys } from './provider-keys.ts';
import { createProvider, type Realm } from './realm.ts';

const CLIENT_ID = 'beian';
const PERIOD_SECONDS = 30;

function realmsOf(people: SamplePeople): readonly Realm[] {
  return [
    {
      name: 'citizens',
      title: '示例“互联网+政务服务”平台',
      people: people.citizens,
      strongAcr: 'urn:beian:acr:real-person',
      secondStep: { title: '实人认证', text: '请打开“公安一网通办”APP扫描二维码完成实人认证。这里不会真的扫描，请点击模拟确认。', button: '模拟确认' },
    },
    {
      name: 'officers',
      title: '示例公安民警统一认证',
      people: people.officers,
      strongAcr: 'urn:beian:acr:two-factor',
      secondStep: { title: '数字证书', text: '请插入数字证书完成第二重验证。这里没有证书，请点击模拟确认。', button: '模拟确认' },
    },
  ];
}

/** Two OpenID providers, for applicants and for officers, and the sample officers' codes. */
export function createSampleSso(environment: SampleSsoEnvironment): Express {
  const { SSO_ORIGIN: origin, GATEWAY_ORIGIN: gatewayOrigin } = environment;
  const keys = ensureProviderKeys(environment.KEYS_FILE);
  const clientSecret = readFileSync(environment.CLIENT_SECRET_FILE, 'utf8').trim();
  const app = express();
  app.disable('x-powered-by');
  app.get('/health/ready', (_request, response) => void response.json({ ready: true }));
  app.get('/codes', (_request, response) => void response.type('html').send(currentCode(environment.PROVINCE_FILE)));
  for (const realm of realmsOf(readPeople(environment.PEOPLE_FILE))) {
    const provider = createProvider(realm, { origin, gatewayOrigin, clientId: CLIENT_ID, clientSecret, keys });
    app.use(`/${realm.name}/interaction`, interactionPages(realm, provider, gatewayOrigin), calmly(realm, gatewayOrigin));
    app.use(`/${realm.name}`, provider.callback());
  }
  return app;
}

/** An interaction that is over or unknown: the page says how to go on. */
function calmly(realm: Realm, gatewayOrigin: string): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    response.status(400).type('html').send(faultPage(realm, gatewayOrigin, error instanceof Error && 'error' in error ? String(error.error) : 'failed'));
  };
}

function currentCode(provinceFile: string): string {
  const { secondFactor } = z.object({ sample: z.literal(true), secondFactor: z.string() }).parse(JSON.parse(readFileSync(provinceFile, 'utf8')));
  return codesPage(new TOTP({ secret: secondFactor, period: PERIOD_SECONDS }).generate(), PERIOD_SECONDS - (Math.floor(Date.now() / 1000) % PERIOD_SECONDS));
}
