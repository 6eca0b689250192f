import { runService } from '@beian/kit/service/run';
import { AppModule } from './app.module.ts';
import { ENTITIES, MIGRATIONS } from './schema.ts';

await runService({ name: 'assessment', entities: ENTITIES, migrations: MIGRATIONS, module: AppModule, consumer: true });
