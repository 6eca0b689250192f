import { SERVICES } from '@beian/contracts/services';
import { z } from 'zod';

const json = (text: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'is no JSON' });
    return z.NEVER;
  }
};

const perMinute = (ceiling: number) => z.coerce.number().int().positive().default(ceiling);

/** What the gateway is given by its installation. Rates are requests a minute, for each address and each session. */
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
  /** Reverse proxies in front, whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  UPSTREAM_TIMEOUT_MS: z.coerce.number().int().positive().default(20_000),
  BODY_LIMIT_BYTES: z.coerce.number().int().positive().default(1024 * 1024),
  UPLOAD_LIMIT_BYTES: z.coerce.number().int().positive().default(6 * 1024 * 1024),
  RATE_LOGIN: perMinute(60),
  RATE_REGISTER: perMinute(30),
  RATE_CAPTCHA: perMinute(120),
  RATE_LOOKUP: perMinute(120),
  RATE_API: perMinute(3000),
});
export type GatewayEnvironment = z.infer<typeof gatewayEnvironment>;
