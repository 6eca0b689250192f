import type { Sealer } from '@beian/kit/crypto/sealer';
import { lazyTemporal } from '@beian/kit/temporal/client';
import { testDatabase, type TestDatabase } from '@beian/testing/database';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { anApplicant } from '@beian/testing/principals';
import { AppModule } from './app.module.ts';
import { benchOf } from './decision/bench.fixture.ts';
import { ENTITIES, MIGRATIONS } from './schema.ts';

/** The whole service over HTTP on a database of its own, with a bench that decides without a run. */
export interface FilingOverHttp {
  readonly db: TestDatabase;
  readonly bench: ReturnType<typeof benchOf>;
  readonly app: HttpApp;
  close(): Promise<void>;
}

/** Nothing listens where Temporal should be: reading, row operations and what is refused need none. */
export async function filingOverHttp(sealer: Sealer, more: { readonly logLevel?: 'silent' } = {}): Promise<FilingOverHttp> {
  const temporal = lazyTemporal({ address: '127.0.0.1:1', namespace: 'specs' });
  const db = await testDatabase({ service: 'filing', entities: ENTITIES, migrations: MIGRATIONS });
  const bench = benchOf({ source: db.source, admin: db.admin, keys: testKeys, sealer, applicant: anApplicant });
  const environment = { ROLES: ['api'], TEMPORAL_NAMESPACE: 'specs', GATEWAY_ORIGIN: 'https://beian.example' } as never;
  const app = await httpApp({ imports: [AppModule] }, { service: 'filing', ...more, kit: { sealer, environment, temporal, api: db.source('api'), worker: db.source('worker'), public: db.source('public') } });
  return {
    db,
    bench,
    app,
    async close() {
      await app.close();
      await temporal.close();
      await db.close();
    },
  };
}
