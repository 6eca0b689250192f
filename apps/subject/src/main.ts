import { runService } from '@beian/kit/service/run';
import { SUBJECT_QUEUE } from '@beian/workflow-subject/contract';
import { AppModule } from './app.module.ts';
import { subjectEnvironment } from './config.ts';
import { DecisionActivities } from './decision/decision.activities.ts';
import { ENTITIES, MIGRATIONS } from './schema.ts';
import { recover } from './separate/recover.verb.ts';
import { SeparateReviewActivities } from './separate/review.activities.ts';

await runService({
  name: 'subject',
  entities: ENTITIES,
  migrations: MIGRATIONS,
  module: AppModule,
  environment: subjectEnvironment,
  consumer: true,
  taskQueue: SUBJECT_QUEUE,
  workflowBundle: 'workflow-bundle.js',
  verbs: { recover },
  activities: (app) => ({ ...app.get(DecisionActivities).activities(), ...app.get(SeparateReviewActivities).activities() }),
});
