import type { Child } from './child.ts';
import { prepareDatabase } from './database.ts';
import { ensureSecrets, type Secrets } from './keys.ts';
import { ensureNamespace } from './namespace.ts';
import type { Processes } from './processes.ts';
import { requireFree } from './ports.ts';
import { step } from './progress.ts';
import { provisionKafka, startKafka } from './servers/kafka.ts';
import { provisionPostgres, startPostgres } from './servers/postgres.ts';
import { ensureBucket, provisionS3, s3Client, startS3 } from './servers/s3.ts';
import { provisionTemporal, startTemporal } from './servers/temporal.ts';
import { serverPorts, type ExternalServers, type Names, type Ports } from './settings.ts';
import { ensureTopics } from './topics.ts';

export interface ServerOptions {
  readonly processes: Processes;
  readonly ports: Ports;
  readonly external: ExternalServers;
  readonly names: Names;
  readonly durable: boolean;
}

export interface RunningServers {
  readonly secrets: Secrets;
  /** The variables that every service process and test is given. */
  readonly env: Readonly<Record<string, string>>;
  readonly children: readonly Child[];
  /** Starts an embedded server anew that has ended by itself. */
  readonly restart: Readonly<Record<string, () => Promise<Child>>>;
}

/** Provides the four servers, embedded or given, side by side, each with what the platform needs on it. */
export async function startServers(options: ServerOptions): Promise<RunningServers> {
  const { processes, ports, external, names } = options;
  const { paths } = processes;
  await requireFree(serverPorts(ports, external));
  const secrets = ensureSecrets(paths, external.postgres?.secretsFile);
  const s3Keys = external.s3 ?? secrets.s3;
  const addresses = addressesOf(options, secrets);
  const children: Child[] = [];
  const restart: Record<string, () => Promise<Child>> = {};
  /** A server may come back without its data; what the platform needs on it is therefore made at every start. */
  const embedded = async (name: string, start: () => Promise<Child>, prepare: () => Promise<unknown>): Promise<void> => {
    restart[name] = () => startPrepared(start, prepare);
    children.push(await startPrepared(start, prepare));
  };
  const prepare = {
    postgres: () => prepareDatabase(addresses.DB_ADMIN_URL, names.database, secrets.database),
    temporal: () => ensureNamespace(addresses.TEMPORAL_ADDRESS, names.namespace),
    kafka: () => ensureTopics(addresses.KAFKA_BROKERS.split(',')),
    s3: () => ensureBucket(s3Client(addresses.S3_ENDPOINT, s3Keys), names.bucket),
  };
  const settled = await Promise.allSettled([
    step('PostgreSQL: server, roles, schemas', async (note) => {
      if (external.postgres) {
        note(`given: ${addresses.DB_HOST}:${addresses.DB_PORT}`);
        await prepare.postgres();
      } else {
        const bin = await provisionPostgres(paths, note);
        await embedded('postgres', () =>
          startPostgres(processes, bin, { port: ports.postgres, adminPassword: secrets.database.postgres ?? '', durable: options.durable }),
          prepare.postgres,
        );
      }
    }),
    step('Temporal: server, namespace', async (note) => {
      if (external.temporal) {
        note(`given: ${external.temporal}`);
        await prepare.temporal();
      } else {
        const program = await provisionTemporal(paths, note);
        await embedded('temporal', () => startTemporal(processes, program, ports.temporal), prepare.temporal);
      }
    }),
    step('Kafka: broker, topics', async (note) => {
      if (external.kafka) {
        note(`given: ${addresses.KAFKA_BROKERS}`);
        await prepare.kafka();
      } else {
        const libs = await provisionKafka(paths, note);
        await embedded('kafka', () => startKafka(processes, libs, ports.kafka), prepare.kafka);
      }
    }),
    step('S3: server, bucket', async (note) => {
      if (external.s3) {
        note(`given: ${external.s3.endpoint}`);
        await prepare.s3();
      } else {
        const program = await provisionS3(paths, note);
        await embedded('s3', () => startS3(processes, program, ports.s3, s3Keys, names.bucket), prepare.s3);
      }
    }),
  ]);
  const failed = settled.find((one) => one.status === 'rejected');
  if (failed) throw failed.reason;
  return { secrets, env: addresses, children, restart };
}

async function startPrepared(start: () => Promise<Child>, prepare: () => Promise<unknown>): Promise<Child> {
  const child = await start();
  try {
    await prepare();
  } catch (fault) {
    await child.stop();
    throw fault;
  }
  return child;
}

function addressesOf({ ports, external, names, processes }: ServerOptions, secrets: Secrets) {
  const password = encodeURIComponent(secrets.database.postgres ?? '');
  const s3Keys = external.s3 ?? secrets.s3;
  return {
    DB_HOST: external.postgres?.host ?? '127.0.0.1',
    DB_PORT: String(external.postgres?.port ?? ports.postgres),
    DB_NAME: names.database,
    DB_SECRETS_FILE: secrets.databaseFile,
    DB_ADMIN_URL: external.postgres?.adminUrl ?? `postgresql://postgres:${password}@127.0.0.1:${ports.postgres}/postgres`,
    KAFKA_BROKERS: external.kafka?.join(',') ?? `127.0.0.1:${ports.kafka.broker}`,
    TEMPORAL_ADDRESS: external.temporal ?? `127.0.0.1:${ports.temporal}`,
    TEMPORAL_NAMESPACE: names.namespace,
    S3_ENDPOINT: external.s3?.endpoint ?? `http://127.0.0.1:${ports.s3[0]}`,
    S3_ACCESS_KEY: s3Keys.accessKey,
    S3_SECRET_KEY: s3Keys.secretKey,
    S3_BUCKET: names.bucket,
    KEYS_DIR: processes.paths.keys,
    KEK_FILE: secrets.kekFile,
    ...(secrets.formerKeyFile !== undefined && { DATA_KEY_FILE: secrets.formerKeyFile }),
    INDEX_KEY_FILE: secrets.indexKeyFile,
  };
}
