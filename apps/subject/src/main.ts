import { runService } from '@beian/kit/service/run';
import { AppModule } from './app.module.ts';
import { DecisionActivities } from './decision/decision.activities.ts';
import { ENTITIES, MIGRATIONS } from './schema.ts';

await runService({
  name: 'subject',
  entities: ENTITIES,
  migrations: MIGRATIONS,
  module: AppModule,
  consumer: true,
  activities: (app) => app.get(DecisionActivities).activities(),
});
