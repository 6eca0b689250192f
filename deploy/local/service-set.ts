import { join } from 'node:path';
import { waitReady, type Child } from './child.ts';
import { ROOT } from './paths.ts';
import type { Processes } from './processes.ts';
import { sampleSsoEnv, ssoProviders } from './sample-sso.ts';
import { runTool } from './servers/fetch.ts';
import { GATEWAY, SAMPLE_SSO, SERVICE_NAMES } from './services.ts';
import type { Ports } from './settings.ts';

export interface ServiceContext {
  readonly processes: Processes;
  readonly ports: Ports;
  /** Addresses and files of the servers. */
  readonly env: Readonly<Record<string, string>>;
  readonly origin: string;
}

export function serviceUrl(ports: Ports, name: string): string {
  return `http://127.0.0.1:${ports.services[name]}`;
}

/** Settings of the edge that may be tried on one machine. */
const PASSED: Readonly<Record<string, RegExp>> = { gateway: /^(RATE_|GATEWAY_PROCESSES$|TRUSTED_PROXIES$|HSTS_)/, storage: /^(MALWARE_SCANNER|CLAMD_)/ };

function passed(name: string): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([variable]) => PASSED[name]?.test(variable)));
}

/** What a service process is given: the contract of its configuration, and never the administrator's account. */
export function serviceEnv(context: ServiceContext, name: string): NodeJS.ProcessEnv {
  const { ports, env, origin } = context;
  const { DB_ADMIN_URL: _notForServices, ...addresses } = env;
  const ofGateway = {
    SERVICES: JSON.stringify(Object.fromEntries(SERVICE_NAMES.map((service) => [service, serviceUrl(ports, service)]))),
    PORTAL_DIR: join(ROOT, 'apps/portal/dist'),
  };
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    LANG: 'C.UTF-8',
    ...(process.env.LOG_LEVEL ? { LOG_LEVEL: process.env.LOG_LEVEL } : {}),
    NODE_ENV: 'production',
    NODE_COMPILE_CACHE: join(ROOT, '.data/build/compile-cache'),
    ...passed(name),
    // The stand-in is a foreign system: it knows no server of ours.
    ...(name === SAMPLE_SSO.name ? sampleSsoEnv(context) : addresses),
    HOST: '127.0.0.1',
    PORT: String(ports.services[name]),
    GATEWAY_ORIGIN: origin,
    ...(name === GATEWAY.name ? ofGateway : {}),
    ...(name === 'identity' ? { SSO_PROVIDERS: ssoProviders(context) } : {}),
    // One county of the sample province shows how a subject is reviewed on its own (OPN-04); everywhere else it goes with its first filing.
    ...(name === 'subject' ? { SEPARATE_SUBJECT_REVIEW: '420602' } : {}),
    // Nobody's telephone or mailbox is reached from a trial: a page shows what would have been sent.
    ...(name === 'notification' ? { SMS_PROVIDER: 'sandbox', MAIL_PROVIDER: 'sandbox' } : {}),
  };
}

const NODE_OPTIONS = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning', '--disable-warning=ExperimentalWarning'];

function program(name: string): string {
  return join(ROOT, 'apps', name, 'dist/main.js');
}

/** Runs one of a service's own commands (migrate, seed …) to its end. */
export async function runServiceCommand(context: ServiceContext, name: string, args: readonly string[]): Promise<string> {
  return runTool(process.execPath, [...NODE_OPTIONS, program(name), ...args], { cwd: ROOT, env: serviceEnv(context, name) });
}

/** Starts a service's process; it is ready later. */
export function spawnService(context: ServiceContext, name: string): Promise<Child> {
  return context.processes.start({
    name,
    command: process.execPath,
    args: [...NODE_OPTIONS, program(name)],
    cwd: ROOT,
    env: serviceEnv(context, name),
    graceMs: 15_000,
  });
}

export async function waitForService(context: ServiceContext, child: Child): Promise<void> {
  await waitReady(child, () => isReady(serviceUrl(context.ports, child.name)), 90_000);
}

async function isReady(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(3000) })).ok;
  } catch {
    return false;
  }
}
