/** The national platform's stand-in: one more process, unless the operator names providers of the real one. */
import { join } from 'node:path';
import { ensureKey } from './keys.ts';
import { ROOT } from './paths.ts';
import type { ServiceContext } from './service-set.ts';
import { SAMPLE_SSO } from './services.ts';

/** Another host name than the platform's: cookies know hosts, not ports, and a real provider is another site too. */
export function sampleSsoOrigin(ports: ServiceContext['ports']): string {
  return `http://localhost:${ports.services[SAMPLE_SSO.name]}`;
}

/** Whether the stand-in runs: not beside a provider that was given, nor where single sign-on is switched off by `{}`. */
export function usesSampleSso(env: NodeJS.ProcessEnv = process.env): boolean {
  return env.SSO_PROVIDERS === undefined || env.SSO_PROVIDERS === '';
}

function clientSecretFile({ processes }: ServiceContext): string {
  return ensureKey(join(processes.paths.secrets, 'sso-client.secret'));
}

/** The providers as identity is told of them. */
export function ssoProviders(context: ServiceContext, env: NodeJS.ProcessEnv = process.env): string {
  if (!usesSampleSso(env)) return env.SSO_PROVIDERS ?? '{}';
  const origin = sampleSsoOrigin(context.ports);
  const provider = (name: string, label: string, acr: string) => ({ issuer: `${origin}/${name}`, clientId: 'beian', clientSecretFile: clientSecretFile(context), label, acr });
  return JSON.stringify({
    citizens: provider('citizens', '公安部“互联网+政务服务”平台（示例）', 'urn:beian:acr:real-person'),
    officers: provider('officers', '公安民警统一认证（示例）', 'urn:beian:acr:two-factor'),
  });
}

/** What the stand-in itself is given. */
export function sampleSsoEnv(context: ServiceContext): Record<string, string> {
  return {
    SSO_ORIGIN: sampleSsoOrigin(context.ports),
    CLIENT_SECRET_FILE: clientSecretFile(context),
    KEYS_FILE: join(context.processes.paths.secrets, 'sample-sso.json'),
    PEOPLE_FILE: join(ROOT, 'samples/people.json'),
    PROVINCE_FILE: join(ROOT, 'samples/province.json'),
  };
}
