import { describe, expect, it } from '@jest/globals';
import { EnvironmentFault, readEnvironment, serviceEnvironment } from './environment.ts';

const complete = {
  PORT: '8103',
  DB_HOST: 'localhost',
  DB_PORT: '5432',
  DB_NAME: 'beian',
  DB_SECRETS_FILE: '/secrets/database.json',
  KAFKA_BROKERS: 'one:9092, two:9092',
  TEMPORAL_ADDRESS: 'localhost:7233',
  KEYS_DIR: '/keys',
  KEK_FILE: '/keys/kek.key',
  INDEX_KEY_FILE: '/keys/index.key',
};

describe('the environment of a service', () => {
  it('is parsed, with every role played by default', () => {
    expect(readEnvironment(serviceEnvironment, complete)).toMatchObject({ HOST: '127.0.0.1', PORT: 8103, KAFKA_BROKERS: ['one:9092', 'two:9092'], ROLES: ['api', 'worker', 'relay', 'consumer'] });
    expect(readEnvironment(serviceEnvironment, { ...complete, ROLES: 'relay,consumer' }).ROLES).toEqual(['relay', 'consumer']);
  });

  it('is refused with every fault at once, and no value', () => {
    const read = (): unknown => readEnvironment(serviceEnvironment, { ...complete, PORT: 'secret', DB_HOST: undefined, ROLES: 'api,king' });
    expect(read).toThrow(EnvironmentFault);
    try {
      read();
    } catch (error) {
      const { faults, message } = error as EnvironmentFault;
      expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'DB_HOST', 'ROLES.1']);
      expect(message).not.toContain('secret');
    }
  });
});
