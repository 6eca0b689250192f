import { SERVICES } from '@beian/contracts/services';
import ipaddr from 'ipaddr.js';
import { z } from 'zod';

const json = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no JSON' });
    return z.NEVER;
  }
};

const ceiling = (count: number) => z.coerce.number().int().positive().default(count);
const list = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');
/** A count of hops would let anybody who reaches the gateway itself choose his address, so proxies are named. */
const isNetwork = (text: string): boolean => ipaddr.isValidCIDR(text) || ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);

/** What the gateway is given by its installation. Rates are requests a minute where nothing else is said. */
export const gatewayEnvironment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  KEYS_DIR: z.string().min(1),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** The address that browsers see. */
  GATEWAY_ORIGIN: z.url().default('http://127.0.0.1:8080'),
  /** JSON: service → base URL. */
  SERVICES: z.string().transform(json).pipe(z.partialRecord(z.enum(SERVICES), z.url()).refine((services) => services.identity !== undefined, 'must name identity')),
  /** The built portal. */
  PORTAL_DIR: z.string().min(1),
  /** Addresses or networks (CIDR) of reverse proxies in front, separated by commas; only their X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.string().default('').transform(list).pipe(z.array(z.string().refine(isNetwork, 'must be addresses or networks, such as 10.0.0.0/8'))),
  /** How long browsers insist on TLS, in seconds; 0 asks for nothing. Counts where GATEWAY_ORIGIN is https. */
  HSTS_SECONDS: z.coerce.number().int().min(0).default(31_536_000),
  /** `false` where a name below the platform's has no TLS yet. */
  HSTS_SUBDOMAINS: z.enum(['true', 'false']).default('true'),
  UPSTREAM_TIMEOUT_MS: z.coerce.number().int().positive().default(20_000),
  BODY_LIMIT_BYTES: z.coerce.number().int().positive().default(1024 * 1024),
  UPLOAD_LIMIT_BYTES: z.coerce.number().int().positive().default(6 * 1024 * 1024),
  /** Time for the header, for the whole of a request, and for a connection on which nothing moves. */
  HEADERS_TIMEOUT_MS: z.coerce.number().int().positive().default(15_000),
  REQUEST_TIMEOUT_MS: z.coerce.number().int().positive().default(120_000),
  IDLE_TIMEOUT_MS: z.coerce.number().int().positive().default(150_000),
  /** Gateway processes behind one balancer: each lets its part of every rate through. */
  GATEWAY_PROCESSES: z.coerce.number().int().positive().default(1),
  RATE_LOGIN: ceiling(60),
  RATE_REGISTER: ceiling(30),
  RATE_CODE: ceiling(30),
  RATE_CAPTCHA: ceiling(120),
  RATE_LOOKUP: ceiling(120),
  RATE_LOOKUP_HOUR: ceiling(1200),
  RATE_UPLOAD: ceiling(240),
  RATE_WRITE: ceiling(1200),
  RATE_API: ceiling(3000),
  RATE_ACCOUNT_UPLOAD: ceiling(60),
  RATE_ACCOUNT_WRITE: ceiling(300),
  RATE_ACCOUNT_API: ceiling(1200),
});
export type GatewayEnvironment = z.infer<typeof gatewayEnvironment>;
