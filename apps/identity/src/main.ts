import { logger } from '@beian/kit/logging/logger';
import { runService } from '@beian/kit/service/run';
import { IdentityModule } from './app.module.ts';
import { identityEnvironment } from './config.ts';
import { entities, migrations } from './schema.ts';
import { SeedService } from './seed/seed.service.ts';

await runService({
  name: 'identity',
  entities,
  migrations,
  module: IdentityModule,
  environment: identityEnvironment,
  consumer: true,
  verbs: {
    async seed({ args: [path], app }) {
      if (path === undefined) throw new Error('seed needs the path of a province file');
      const seeded = await app.get(SeedService).seedFile(path);
      logger().info({ ...seeded }, 'The province is loaded');
    },
  },
});
