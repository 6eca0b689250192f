import { Kafka, logLevel } from 'kafkajs';
import { SERVICE_NAMES, topicsOf } from './services.ts';

const PARTITIONS = 6;

/** Creates the topics that are missing; answers with how many that were. */
export async function ensureTopics(brokers: readonly string[]): Promise<number> {
  const kafka = new Kafka({ clientId: 'deploy-local', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  try {
    const present = new Set(await admin.listTopics());
    const missing = SERVICE_NAMES.flatMap(topicsOf).filter((topic) => !present.has(topic));
    if (missing.length === 0) return 0;
    // Replicas as the cluster's own default has it: one here, three in production.
    const topics = missing.map((topic) => ({ topic, numPartitions: PARTITIONS, replicationFactor: -1 }));
    await admin.createTopics({ topics, waitForLeaders: true });
    return missing.length;
  } finally {
    await admin.disconnect();
  }
}
