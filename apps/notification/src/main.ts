import { runService } from '@beian/kit/service/run';
import { AppModule } from './app.module.ts';
import { notificationEnvironment } from './config.ts';
import { ENTITIES, MIGRATIONS } from './schema.ts';

await runService({ name: 'notification', entities: ENTITIES, migrations: MIGRATIONS, module: AppModule, environment: notificationEnvironment, consumer: true });
