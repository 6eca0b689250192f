import { createServer } from 'node:http';
import { readEnvironment } from './config.ts';
import { createSampleSso } from './sample-sso.ts';

const environment = readEnvironment();
const server = createServer(createSampleSso(environment));
server.listen(environment.PORT, environment.HOST, () => console.log(`The sample single sign-on answers at ${environment.SSO_ORIGIN}`));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.closeAllConnections();
    server.close(() => process.exit(0));
  });
}
