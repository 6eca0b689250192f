/** The one list of the platform's processes; everything that starts, builds or migrates them reads it from here. */
export interface Service {
  readonly name: string;
  /** Default HTTP port on the local machine. */
  readonly port: number;
}

/** Services with a database schema, in the order in which they start. */
export const SERVICES: readonly Service[] = [
  { name: 'identity', port: 8101 },
  { name: 'subject', port: 8102 },
  { name: 'filing', port: 8103 },
  { name: 'assessment', port: 8104 },
  { name: 'notification', port: 8105 },
  { name: 'storage', port: 8106 },
  { name: 'audit', port: 8107 },
];

/** The one origin of portal and API; it has no data of its own. */
export const GATEWAY: Service = { name: 'gateway', port: 8080 };

/** Stands in for the national platform's single sign-on; holds nothing of ours. */
export const SAMPLE_SSO: Service = { name: 'sample-sso', port: 8109 };

export const SERVICE_NAMES: readonly string[] = SERVICES.map((service) => service.name);

/** Workflow code that is bundled at build time, and the service that loads it. */
export const WORKFLOW_BUNDLES = [
  {
    service: 'filing',
    entry: 'workflows/filing/src/filing.workflow.ts',
    output: 'apps/filing/dist/workflow-bundle.js',
  },
  {
    service: 'subject',
    entry: 'workflows/subject/src/subject.workflow.ts',
    output: 'apps/subject/dist/workflow-bundle.js',
  },
] as const;

export const DATABASE_NAME = 'beian';
export const TEMPORAL_NAMESPACE = 'beian';
export const BUCKET = 'beian';

/** Kafka topics of a service: facts for others, and signed records for the audit service. */
export function topicsOf(service: string): string[] {
  return [`${service}.events`, `${service}.records`];
}
