import { z } from 'zod';
import { SUITE_NAMES } from '../crypto/suite.ts';

/** The parts a service process may play; one process plays all by default. */
export const PROCESS_ROLES = ['api', 'worker', 'relay', 'consumer'] as const;
export type ProcessRole = (typeof PROCESS_ROLES)[number];

const Port = z.coerce.number().int().min(0).max(65_535);
const LogLevel = z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']);
const list = (text: string): string[] => text.split(',').map((part) => part.trim()).filter((part) => part !== '');

/** What every service process is given by its installation (deploy/local, the chart). A service extends it in its `config.ts`. */
export const serviceEnvironment = z.object({
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: Port,
  DB_HOST: z.string().min(1),
  DB_PORT: Port,
  DB_NAME: z.string().min(1),
  /** JSON object: login role → password. */
  DB_SECRETS_FILE: z.string().min(1),
  /** Connections at most, for each login role that the process uses. */
  DB_POOL_SIZE: z.coerce.number().int().positive().default(10),
  KAFKA_BROKERS: z.string().transform(list).pipe(z.array(z.string()).min(1)),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().min(1).default('beian'),
  /** `false` where a deployment makes a workflow build current itself, after replaying live histories. */
  TEMPORAL_MAKE_CURRENT: z.enum(['true', 'false']).default('true'),
  KEYS_DIR: z.string().min(1),
  /** Key-encryption keys that wrap data keys. */
  KEK_FILE: z.string().min(1),
  /** Suite of new data keys; what another one has sealed stays readable. */
  CIPHER_SUITE: z.enum(SUITE_NAMES).default('aes'),
  /** Keys of values that were sealed before data keys had holders; only older installations have them. */
  DATA_KEY_FILE: z.string().min(1).optional(),
  INDEX_KEY_FILE: z.string().min(1),
  ROLES: z.string().default(PROCESS_ROLES.join(',')).transform(list).pipe(z.array(z.enum(PROCESS_ROLES)).min(1)),
  LOG_LEVEL: LogLevel.default('info'),
  /** OPN-02, CON-03: `true` where a subject or filing is taken in only from accounts whose person was proven. */
  REQUIRE_REAL_PERSON_FOR_SUBMIT: z.enum(['true', 'false']).default('false'),
  /** S5: a subject whose place lies outside the province is referred elsewhere, or goes by its place of operation. */
  OUTSIDE_PROVINCE: z.enum(['referral', 'place_of_operation']).default('referral'),
  GATEWAY_ORIGIN: z.url().default('http://127.0.0.1:8080'),
});
export type ServiceEnvironment = z.infer<typeof serviceEnvironment>;

/** Several variables are missing or wrong; the message names each of them, never a value. */
export class EnvironmentFault extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The environment is not complete:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'EnvironmentFault';
    this.faults = faults;
  }
}

/** Parses variables against the schema; throws EnvironmentFault that lists every fault. */
export function readEnvironment<T>(schema: z.ZodType<T>, variables: Readonly<Record<string, string | undefined>>): T {
  const parsed = schema.safeParse(variables);
  if (parsed.success) return parsed.data;
  throw new EnvironmentFault(parsed.error.issues.map((issue) => `${issue.path.join('.') || '(all)'}: ${issue.message}`));
}

/** Parses the process's environment once, at start; with a fault the process says all of them and ends. */
export function parseEnvironment<S extends z.ZodObject>(schema: S): z.infer<S> {
  try {
    return readEnvironment(schema, process.env) as z.infer<S>;
  } catch (error) {
    if (!(error instanceof EnvironmentFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

/** Level of what is logged before the environment has been parsed, and in specs. */
export function initialLogLevel(): z.infer<typeof LogLevel> {
  return LogLevel.catch('info').parse(process.env['LOG_LEVEL']);
}
