import { DATABASE_NAME, GATEWAY, SAMPLE_SSO, SERVICES, TEMPORAL_NAMESPACE, BUCKET } from './services.ts';
import { pickFreePorts, portFrom, type WantedPort } from './ports.ts';
import { Problem } from './problem.ts';
import { S3_PORT_COUNT } from './servers/s3.ts';

/** Servers given by address, which are then used instead of embedded ones. */
export interface ExternalServers {
  readonly postgres?: { readonly host: string; readonly port: number; readonly adminUrl: string; readonly secretsFile?: string };
  readonly kafka?: readonly string[];
  readonly temporal?: string;
  readonly s3?: { readonly endpoint: string; readonly accessKey: string; readonly secretKey: string };
}

export function externalServers(env: NodeJS.ProcessEnv): ExternalServers {
  const { DB_HOST, DB_ADMIN_URL, DB_SECRETS_FILE, KAFKA_BROKERS, TEMPORAL_ADDRESS, S3_ENDPOINT, S3_ACCESS_KEY, S3_SECRET_KEY } = env;
  if (DB_HOST && !DB_ADMIN_URL) {
    throw new Problem('DB_HOST is set: set DB_ADMIN_URL too (postgresql://admin:password@host:port/postgres), to create the database and its roles.');
  }
  if (S3_ENDPOINT && !(S3_ACCESS_KEY && S3_SECRET_KEY)) throw new Problem('S3_ENDPOINT is set: set S3_ACCESS_KEY and S3_SECRET_KEY too.');
  return {
    ...(DB_HOST && DB_ADMIN_URL
      ? {
          postgres: {
            host: DB_HOST,
            port: portFrom(env, 'DB_PORT', 5432),
            adminUrl: DB_ADMIN_URL,
            ...(DB_SECRETS_FILE ? { secretsFile: DB_SECRETS_FILE } : {}),
          },
        }
      : {}),
    ...(KAFKA_BROKERS ? { kafka: KAFKA_BROKERS.split(',') } : {}),
    ...(TEMPORAL_ADDRESS ? { temporal: TEMPORAL_ADDRESS } : {}),
    ...(S3_ENDPOINT ? { s3: { endpoint: S3_ENDPOINT, accessKey: S3_ACCESS_KEY ?? '', secretKey: S3_SECRET_KEY ?? '' } } : {}),
  };
}

/** Names of what one stack uses on servers that it may share with others. */
export interface Names {
  readonly database: string;
  readonly namespace: string;
  readonly bucket: string;
}

export function namesFrom(env: NodeJS.ProcessEnv): Names {
  return {
    database: env.DB_NAME || DATABASE_NAME,
    namespace: env.TEMPORAL_NAMESPACE || TEMPORAL_NAMESPACE,
    bucket: env.S3_BUCKET || BUCKET,
  };
}

export interface Ports {
  readonly postgres: number;
  readonly temporal: number;
  readonly kafka: { readonly broker: number; readonly controller: number };
  readonly s3: readonly number[];
  /** Service name, the gateway's included, → port. */
  readonly services: Readonly<Record<string, number>>;
}

/** The fixed ports of `npm start`, each of which a variable moves. */
export function fixedPorts(env: NodeJS.ProcessEnv): Ports {
  const s3 = portFrom(env, 'BEIAN_S3_PORT', 8343);
  const broker = portFrom(env, 'BEIAN_KAFKA_PORT', 9192);
  return {
    postgres: portFrom(env, 'BEIAN_PG_PORT', 5442),
    temporal: portFrom(env, 'BEIAN_TEMPORAL_PORT', 7243),
    kafka: { broker, controller: broker + 1 },
    s3: Array.from({ length: S3_PORT_COUNT }, (_, offset) => s3 + offset),
    services: Object.fromEntries([
      ...SERVICES.map(({ name, port }) => [name, portFrom(env, `BEIAN_${name.toUpperCase()}_PORT`, port)] as const),
      [SAMPLE_SSO.name, portFrom(env, 'BEIAN_SSO_PORT', SAMPLE_SSO.port)] as const,
      [GATEWAY.name, portFrom(env, 'BEIAN_PORT', GATEWAY.port)] as const,
    ]),
  };
}

/** Ports that nothing else uses now, for tests beside a running platform. */
export async function freePorts(): Promise<Ports> {
  const names = [...SERVICES.map((service) => service.name), SAMPLE_SSO.name, GATEWAY.name];
  const free = await pickFreePorts(4 + S3_PORT_COUNT + names.length);
  const take = (): number => free.pop() ?? 0;
  return {
    postgres: take(),
    temporal: take(),
    kafka: { broker: take(), controller: take() },
    s3: Array.from({ length: S3_PORT_COUNT }, take),
    services: Object.fromEntries(names.map((name) => [name, take()])),
  };
}

/** The ports of the embedded servers, with the variable that moves each. */
export function serverPorts(ports: Ports, external: ExternalServers): WantedPort[] {
  return [
    ...(external.postgres ? [] : [{ label: 'PostgreSQL', port: ports.postgres, variable: 'BEIAN_PG_PORT' }]),
    ...(external.temporal ? [] : [{ label: 'Temporal', port: ports.temporal, variable: 'BEIAN_TEMPORAL_PORT' }]),
    ...(external.kafka ? [] : Object.values(ports.kafka).map((port) => ({ label: 'Kafka', port, variable: 'BEIAN_KAFKA_PORT' }))),
    ...(external.s3 ? [] : ports.s3.map((port) => ({ label: 'S3', port, variable: 'BEIAN_S3_PORT' }))),
  ];
}

/** Variables that are not named after the process. */
const VARIABLES: Readonly<Record<string, string>> = { [GATEWAY.name]: 'BEIAN_PORT', [SAMPLE_SSO.name]: 'BEIAN_SSO_PORT' };

export function servicePorts(ports: Ports): WantedPort[] {
  return Object.entries(ports.services).map(([name, port]) => ({
    label: name,
    port,
    variable: VARIABLES[name] ?? `BEIAN_${name.toUpperCase()}_PORT`,
  }));
}
