import { runService } from '@beian/kit/service/run';
import { AppModule } from './app.module.ts';
import { storageEnvironment } from './config.ts';
import { ENTITIES, MIGRATIONS } from './schema.ts';

await runService({
  name: 'storage',
  entities: ENTITIES,
  migrations: MIGRATIONS,
  module: AppModule,
  environment: storageEnvironment,
  consumer: true,
});
