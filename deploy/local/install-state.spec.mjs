import { describe, expect, it } from '@jest/globals';
import { digestOf, missingPackages } from './install-state.mjs';
import { isAtLeast, missingTools, neededTools } from './prerequisites.mjs';

const lock = {
  packages: {
    '': { version: '0.1.0' },
    'libs/kit': { version: '0.1.0' },
    'node_modules/@beian/kit': { link: true },
    'node_modules/pg': { version: '8.23.1' },
    'apps/portal/node_modules/vite': { version: '8.3.8' },
    'node_modules/only-elsewhere': { version: '1.0.0', optional: true },
  },
};

describe('what is installed', () => {
  it('is complete when every locked package is there in its version', () => {
    const installed = { packages: { 'node_modules/@beian/kit': { link: true }, 'node_modules/pg': { version: '8.23.1' }, 'apps/portal/node_modules/vite': { version: '8.3.8' } } };
    expect(missingPackages(lock, installed)).toEqual([]);
  });

  it('lacks a package of another version, and one that is not there', () => {
    const installed = { packages: { 'node_modules/@beian/kit': { link: true }, 'node_modules/pg': { version: '8.0.0' } } };
    expect(missingPackages(lock, installed)).toEqual(['node_modules/pg', 'apps/portal/node_modules/vite']);
  });

  it('lacks a package of the project itself that has joined since', () => {
    const installed = { packages: { 'node_modules/pg': { version: '8.23.1' }, 'apps/portal/node_modules/vite': { version: '8.3.8' } } };
    expect(missingPackages(lock, installed)).toEqual(['node_modules/@beian/kit']);
  });

  it('has a digest that follows the lock file', () => {
    expect(digestOf('a')).not.toBe(digestOf('b'));
  });
});

describe('what the machine must have', () => {
  const external = { KAFKA_BROKERS: 'k:9092', TEMPORAL_ADDRESS: 't:7233', S3_ENDPOINT: 'http://s:9000' };

  it('is nothing when every server is given by address', () => {
    expect(neededTools(external, '/nowhere')).toEqual([]);
  });

  it('is Java, Maven and pip when nothing has been fetched yet', () => {
    expect(neededTools({}, '/nowhere').map(({ tool }) => tool)).toEqual(['java', 'mvn', 'python3 with pip']);
  });

  it('says what is missing, why it is needed and what to install', () => {
    const [line] = missingTools(neededTools({}, '/nowhere'), (command) => (command === 'java' ? undefined : 'fine'));
    expect(line).toMatch(/^java is missing \(Kafka runs on it\)\. Install Java 17/);
  });

  it('refuses a Java that is too old', () => {
    const answer = (version) => missingTools(neededTools({}, '/nowhere'), () => `openjdk version "${version}"`);
    expect(answer('11.0.2')[0]).toContain('java is version 11');
    expect(answer('21.0.1')).toEqual([]);
  });

  it.each([
    ['20.19.0', true],
    ['20.18.9', false],
    ['24.0.0', true],
    ['18.20.0', false],
  ])('Node %s is new enough: %s', (version, expected) => {
    expect(isAtLeast(version, '20.19')).toBe(expected);
  });
});
