/** One project a test size, and one more for what must have the platform to itself (see the README's "One test"); the suffix of a spec's file name says to which it belongs. */
const SIZES = {
  medium: ['**/*.medium.spec.ts'],
  workflow: ['**/*.workflow.spec.ts'],
  replay: ['**/*.replay.spec.ts'],
  e2e: ['<rootDir>/apps/e2e/**/*.e2e.spec.ts'],
  // Of size e2e too, but told one after another when all stories have ended: the fuzzer asks as everybody, the administrator
  // included, and the look for personal data and for forgotten scopes wants the traces of whatever was told.
  'e2e-alone': ['<rootDir>/tools/**/*.e2e.spec.ts', '<rootDir>/apps/e2e/**/forgotten-scope.e2e.spec.ts'],
};

const common = {
  rootDir: import.meta.dirname,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  modulePathIgnorePatterns: ['<rootDir>/.data/', '<rootDir>/apps/[^/]+/dist/', '<rootDir>/\\.nx/'],
  transform: {
    '\\.tsx?$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2023',
          parser: { syntax: 'typescript', tsx: false, decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'es6' },
      },
    ],
  },
  // Workspace packages are linked into node_modules and exported as TypeScript sources: a link's real path is outside it.
  transformIgnorePatterns: ['/node_modules/'],
};

const project = (displayName, testMatch, more = {}) => ({ ...common, displayName, testMatch, ...more });

export default {
  maxWorkers: 2,
  // A test or hook that has not ended by then hangs. How long one takes is a benchmark's business: a busy machine is no fault.
  testTimeout: 60_000,
  projects: [
    project('small', ['**/*.spec.ts', '**/*.spec.mjs'], {
      testPathIgnorePatterns: ['/node_modules/', '\\.(medium|workflow|replay|e2e)\\.spec\\.ts$'],
    }),
    ...Object.entries(SIZES).map(([name, match]) => project(name, match, name === 'e2e' ? { testPathIgnorePatterns: ['/node_modules/', '/forgotten-scope\\.'] } : {})),
  ],
};
