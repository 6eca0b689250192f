import { loadKeys } from '@beian/kit/auth/keys';
import { parseEnvironment } from '@beian/kit/config/environment';
import { createLogger, logger, useLogger } from '@beian/kit/logging/logger';
import { stopOnSignal } from '@beian/kit/service/shutdown';
import { gatewayEnvironment } from './config.ts';
import { createGateway } from './gateway.ts';
import { listen } from './listen.ts';

const environment = parseEnvironment(gatewayEnvironment);
useLogger(createLogger('gateway', environment.LOG_LEVEL));
try {
  const keys = await loadKeys({ dir: environment.KEYS_DIR, service: 'gateway' });
  const listening = await listen(createGateway(environment, keys), environment);
  stopOnSignal([{ name: 'http', stop: listening.stop }]);
  logger().info({ address: listening.address, services: Object.keys(environment.SERVICES) }, 'The gateway is up');
} catch (error) {
  logger().fatal({ err: error }, 'The gateway could not start');
  process.exit(1);
}
