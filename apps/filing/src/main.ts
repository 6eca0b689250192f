import { runService } from '@beian/kit/service/run';
import { FILING_QUEUE } from '@beian/workflow-filing/contract';
import { AppModule } from './app.module.ts';
import { recover } from './command/recover.verb.ts';
import { DecisionActivities } from './decision/decision.activities.ts';
import { ENTITIES, MIGRATIONS } from './schema.ts';

await runService({
  name: 'filing',
  entities: ENTITIES,
  migrations: MIGRATIONS,
  module: AppModule,
  consumer: true,
  taskQueue: FILING_QUEUE,
  workflowBundle: 'workflow-bundle.js',
  verbs: { recover },
  activities: (app) => app.get(DecisionActivities).asActivities(),
});
