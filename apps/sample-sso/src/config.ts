import { z } from 'zod';

const environment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(1).max(65_535),
  /** The address that browsers and identity reach it at; another host than the platform's, so that cookies stay apart. */
  SSO_ORIGIN: z.url(),
  /** The platform's address: where people are sent back to. */
  GATEWAY_ORIGIN: z.url(),
  /** Holds the client's secret, shared with identity. */
  CLIENT_SECRET_FILE: z.string().min(1),
  /** Signing and cookie keys; made at the first start. */
  KEYS_FILE: z.string().min(1),
  PEOPLE_FILE: z.string().min(1),
  /** Of whom the sample officers' one-time codes are shown. */
  PROVINCE_FILE: z.string().min(1),
});
export type SampleSsoEnvironment = z.infer<typeof environment>;

/** What the process is given by the embedded stack; throws and names every fault. */
export function readEnvironment(): SampleSsoEnvironment {
  return environment.parse(process.env);
}
