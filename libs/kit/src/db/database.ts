import { DataSource, type DataSourceOptions } from 'typeorm';
import { logger } from '../logging/logger.ts';
import { roleName, type RoleSuffix } from './roles.ts';

/** What `openDatabase` needs; `entities` and `migrations` are classes. */
export interface DatabaseOptions {
  readonly host: string;
  readonly port: number;
  readonly name: string;
  readonly service: string;
  readonly role: RoleSuffix;
  readonly password: string;
  readonly entities?: readonly (abstract new (...args: never[]) => unknown)[];
  readonly migrations?: readonly (abstract new (...args: never[]) => unknown)[];
  /** Connections at most; default 10. */
  readonly poolSize?: number;
}

const STATEMENT_TIMEOUT = 15_000;
const IDLE_IN_TRANSACTION_TIMEOUT = 30_000;
const CONNECT_TIMEOUT = 5_000;

/** The options of `openDatabase` as TypeORM takes them. */
export function dataSourceOptions(options: DatabaseOptions): DataSourceOptions {
  const { service, role } = options;
  const owner = role === 'owner';
  return {
    type: 'postgres',
    host: options.host,
    port: options.port,
    database: options.name,
    username: roleName(service, role),
    password: options.password,
    schema: service,
    applicationName: `beian ${service} ${role}`,
    connectTimeoutMS: CONNECT_TIMEOUT,
    poolSize: options.poolSize ?? 10,
    installExtensions: false,
    synchronize: false,
    entities: [...(options.entities ?? [])] as never[],
    migrations: owner ? ([...(options.migrations ?? [])] as never[]) : [],
    migrationsTableName: 'migrations',
    poolErrorHandler: (error: unknown) => logger().warn({ err: error, role }, 'An idle database connection was lost'),
    extra: {
      options: `-c search_path=${service}`,
      // Migrations build indexes and may take longer than any request.
      ...(owner ? {} : { statement_timeout: STATEMENT_TIMEOUT, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT }),
      keepAlive: true,
    },
  };
}

/**
 * Opens a pool of connections as one of the service's login roles; schema and search path are the service's.
 * Rejects when the server cannot be reached.
 */
export async function openDatabase(options: DatabaseOptions): Promise<DataSource> {
  return new DataSource(dataSourceOptions(options)).initialize();
}
