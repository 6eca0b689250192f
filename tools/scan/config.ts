import { dirname, join } from 'node:path';
import type { Addresses } from './stores.ts';

/** The variables by which the platform's services find its servers; `BEIAN_STACK_FILE` tells the folder of the platform. */
export function addressesFrom(env: Readonly<Record<string, string | undefined>> = process.env): Addresses {
  const named = (name: string): string => {
    const value = env[name];
    if (!value) throw new Error(`${name} must be set: the scan needs the platform under test`);
    return value;
  };
  return {
    adminUrl: named('DB_ADMIN_URL'),
    database: named('DB_NAME'),
    kafka: named('KAFKA_BROKERS').split(','),
    temporal: named('TEMPORAL_ADDRESS'),
    namespace: named('TEMPORAL_NAMESPACE'),
    s3: { endpoint: named('S3_ENDPOINT'), accessKey: named('S3_ACCESS_KEY'), secretKey: named('S3_SECRET_KEY') },
    logs: join(dirname(named('BEIAN_STACK_FILE')), '../logs'),
  };
}

/** The origin of the platform under test. */
export function originUnderTest(): string {
  const { BEIAN_ORIGIN: origin } = process.env;
  if (!origin) throw new Error('BEIAN_ORIGIN must be set');
  return origin;
}
