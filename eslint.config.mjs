// Every boundary of the house, and only here; tools/lint-canaries proves that each rule bites.
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const room = (sourceTag, rooms, outside = {}) => ({ sourceTag: `room:${sourceTag}`, onlyDependOnLibsWithTags: rooms.map((name) => `room:${name}`), ...outside });
const onlyOutside = (...allowedExternalImports) => ({ allowedExternalImports });

const PURE_DATA = ['zod', 'tldts', 'ipaddr.js', 'chinese-days'];
const IN_WORKFLOWS = ['@temporalio/workflow', '@temporalio/common'];
const IN_REPLAY = ['@temporalio/worker', '@temporalio/testing'];
const IN_SPECS = ['@jest/globals', 'fast-check'];

/** Who may import whom. Specs may also import `testing`; those of workflows Temporal's worker and test environment. */
const boundaries = (isSpec) => {
  const testing = isSpec ? ['testing'] : [];
  const specs = isSpec ? IN_SPECS : [];
  return [
    room('contracts', ['contracts', 'rules', ...testing], onlyOutside(...PURE_DATA, ...specs)),
    room('rules', ['contracts', 'rules', ...testing], onlyOutside(...PURE_DATA, ...specs)),
    room('kit', ['contracts', 'kit', ...testing]),
    room('run', ['contracts', 'run', ...testing], onlyOutside(...IN_WORKFLOWS, ...(isSpec ? IN_REPLAY : []), ...specs)),
    room('workflow', ['contracts', 'rules', 'run', 'workflow', ...testing], onlyOutside(...IN_WORKFLOWS, ...(isSpec ? IN_REPLAY : []), ...specs)),
    room('replay', ['workflow', 'contracts', 'testing'], onlyOutside(...IN_REPLAY, ...specs)),
    room('service', ['contracts', 'rules', 'kit', 'workflow', ...testing]),
    room('portal', ['contracts', 'rules'], { bannedExternalImports: ['@nestjs/*', 'typeorm', '@temporalio/*', 'pg', 'kafkajs', 'minio'] }),
    // A stand-in for a system that is not ours: it shares nothing with the platform but rules that check its samples.
    room('sample', ['rules', ...testing]),
    room('testing', ['contracts', 'rules', 'kit', 'testing']),
    room('e2e', ['contracts', 'rules', 'kit', 'testing']),
  ];
};
// The kit's specs use the builders of testing, which stand on the kit; the tags still keep testing out of everything but specs.
const KIT_AND_TESTING = [['@beian/kit', '@beian/testing']];
const boundaryRule = (isSpec) => ({
  '@nx/enforce-module-boundaries': ['error', { allow: [], allowCircularSelfDependency: true, ignoredCircularDependencies: KIT_AND_TESTING, depConstraints: boundaries(isSpec) }],
});

// Restrictions by import path. A later block replaces an earlier one, so each block names all that count for its files.
// What runs share is no workflow, and its tag alone says who may import it.
const contractOnly = { regex: '^@beian/workflow-(?!run/)[^/]+/(?!contract$)', message: "Of a workflow only its contract may be imported; its code goes to the bundler by path." };
const noNode = { regex: '^node:', message: 'This room runs in browsers or in the workflow sandbox: no Node modules.' };
const noEnv = { regex: '^(node:)?process$', message: 'Configuration is read in config.ts only.' };
const rulesOnly = { regex: '^(?!@beian/(contracts|rules)/|\\.{1,2}/.*\\.rules\\.ts$)', message: '*.rules.ts is pure: it imports contracts and rules only.' };
const noTables = { regex: '^(typeorm|@nestjs/typeorm|pg)(/|$)|\\.entity(\\.ts)?$', message: 'A controller knows neither entities nor TypeORM.' };
// The boundary rule cannot see deep imports of packages without an `exports` field, so applications are named here.
const noApps = { regex: '^@beian/(?!contracts/|rules/|kit/|testing/|workflow-)', message: 'Applications are never imported: send a command or read an event.' };
const noServices = { regex: '(^|/)apps/', message: 'Tools reach the platform through its public API.' };
const restrict = (...patterns) => ({ 'no-restricted-imports': ['error', { patterns: [noApps, ...patterns] }] });

// Requests to the outside leave through kit/outbound alone. By syntax, so that no block above replaces it; types and servers are free.
const outbound = (selector) => ({ selector, message: 'Servers outside are asked through @beian/kit/outbound/outbound only.' });
const HTTP_CLIENTS = '/^(undici|axios|got|ky|needle|superagent|node-fetch|(node:)?http2)$/';
const NODE_HTTP = '/^(node:)?https?$/';
const onlyOutbound = {
  'no-restricted-globals': ['error', ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'].map((name) => ({ name, message: outbound().message }))],
  'no-restricted-syntax': [
    'error',
    outbound(`ImportDeclaration[importKind!="type"][source.value=${HTTP_CLIENTS}]`),
    outbound(`ImportDeclaration[importKind!="type"][source.value=${NODE_HTTP}] > :matches(ImportDefaultSpecifier, ImportNamespaceSpecifier, ImportSpecifier[importKind!="type"][imported.name=/^(request|get|Agent|ClientRequest)$/])`),
    outbound(`ImportExpression[source.value=${HTTP_CLIENTS}], ImportExpression[source.value=${NODE_HTTP}]`),
    outbound('MemberExpression[object.name=/^(globalThis|global)$/][property.name="fetch"]'),
  ],
};

const SOURCES = ['{apps,libs,workflows}/**/*.{ts,tsx}'];
const SPECS = ['**/*.spec.{ts,tsx}'];
/** What only specs import: builders of a service's own world. They stand on `testing` as specs do; a canary keeps sources from importing them. */
const FIXTURES = ['**/*.fixture.ts', '**/spec-*.ts'];
const SERVICES = 'apps/!(portal|e2e)/src';
/** Who asks servers that the installation's own configuration names: the gateway its services, storage its bucket, identity its provider's one origin. */
const OWN_CLIENTS = ['libs/kit/src/outbound/**', 'apps/gateway/src/{health,session-exchange}.ts', 'apps/storage/src/object-store/object-store.ts', 'apps/identity/src/sso/provider-fetch.ts'];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.data/**', '.nx/**', '**/histories/**', 'shared/**'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: SPECS, rules: { 'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }] } },
  // Node runs these by stripping types, one file at a time, and cannot tell a type from a value by itself.
  { files: ['{deploy,tools}/**/*.ts'], rules: { '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }] } },

  { files: SOURCES, ignores: [...SPECS, ...FIXTURES], plugins: { '@nx': nx }, rules: boundaryRule(false) },
  { files: [...SPECS, ...FIXTURES].map((spec) => `{apps,libs,workflows}/${spec}`), plugins: { '@nx': nx }, rules: boundaryRule(true) },

  {
    files: [...SOURCES, 'tools/**/*.ts'],
    ignores: ['**/config.ts', 'libs/kit/src/config/environment.ts', 'libs/testing/**', '**/*.config.ts'],
    rules: { 'no-restricted-properties': ['error', { object: 'process', property: 'env', message: noEnv.message }], ...restrict(noEnv) },
  },
  { files: ['libs/testing/**/*.ts'], rules: restrict() },
  { files: ['libs/{contracts,rules}/**/*.ts', 'apps/portal/src/**/*.{ts,tsx}'], ignores: SPECS, rules: restrict(noNode, noEnv) },
  { files: ['workflows/*/src/**/*.ts'], ignores: SPECS, rules: restrict(noNode, noEnv, contractOnly) },
  { files: [`${SERVICES}/**/*.ts`], ignores: ['**/config.ts'], rules: restrict(noEnv, contractOnly) },
  { files: [`${SERVICES}/**/config.ts`], rules: restrict(contractOnly) },
  { files: [`${SERVICES}/**/*.controller.ts`], rules: restrict(noEnv, contractOnly, noTables) },
  { files: [`${SERVICES}/**/*.rules.ts`], rules: { 'no-restricted-imports': ['error', { patterns: [rulesOnly] }] } },
  { files: [`${SERVICES}/**/*.ts`, 'libs/kit/src/**/*.ts', 'workflows/*/src/**/*.ts'], ignores: [...SPECS, ...FIXTURES, ...OWN_CLIENTS], rules: onlyOutbound },
  { files: ['tools/**/*.ts'], ignores: [...SPECS, '**/config.ts'], rules: restrict(noEnv, noServices) },
  { files: ['tools/**/config.ts'], rules: restrict(noServices) },
  { files: ['apps/portal/src/**/*.{ts,tsx}'], plugins: { 'react-hooks': reactHooks }, rules: reactHooks.configs.recommended.rules },
);
