/** Injection tokens that `service/kit.module` provides to every module of a service. */

/** DataSource as `<service>_api`: requests of persons. */
export const DB_API = 'beian:db-api';
/** DataSource as `<service>_worker`: activities, consumers, sweepers. */
export const DB_WORKER = 'beian:db-worker';
/** DataSource as `<service>_public`: published columns only. */
export const DB_PUBLIC = 'beian:db-public';
/** DataSource as `<service>_audit`: what auditors read. */
export const DB_AUDIT = 'beian:db-audit';
/** The service's signing key and everybody's public keys (`auth/keys`). */
export const KEYS = 'beian:keys';
/** Encryption of personal fields (`crypto/sealer`). */
export const SEALER = 'beian:sealer';
/** The service's pino logger. */
export const LOGGER = 'beian:logger';
/** The parsed `ServiceEnvironment` (`config/environment`). */
export const ENVIRONMENT = 'beian:environment';
/** `LazyTemporal` (`temporal/client`). */
export const TEMPORAL = 'beian:temporal';
