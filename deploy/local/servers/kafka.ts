import { createConnection } from 'node:net';
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { waitReady, type Child } from '../child.ts';
import { ROOT, type Paths } from '../paths.ts';
import type { Processes } from '../processes.ts';
import { fetchOnce, findOnPath, runTool } from './fetch.ts';

const VERSION = '4.3.1';

export interface KafkaPorts {
  readonly broker: number;
  readonly controller: number;
}

/** The folder with the broker's jars: of a Kafka on PATH, else fetched once by Maven. */
export async function provisionKafka(paths: Paths, note: (text: string) => void): Promise<string> {
  const onPath = findOnPath('kafka-server-start.sh');
  const libs = onPath && join(dirname(onPath), '..', 'libs');
  if (libs && existsSync(libs) && readdirSync(libs).some((jar) => /^kafka-server-[4-9]\./.test(jar))) {
    note(`uses ${onPath}`);
    return libs;
  }
  const { folder, fetched } = await fetchOnce(join(paths.servers, `kafka-${VERSION}`), 'Kafka', async (target) => {
    copyFileSync(join(ROOT, 'deploy/local/servers/kafka/pom.xml'), join(target, 'pom.xml'));
    await runTool('mvn', ['-B', '-q', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${join(target, 'libs')}`], { cwd: target });
  });
  if (fetched) note('fetched');
  return join(folder, 'libs');
}

export async function startKafka(processes: Processes, libs: string, ports: KafkaPorts): Promise<Child> {
  const { paths } = processes;
  const folder = join(paths.data, 'kafka');
  mkdirSync(folder, { recursive: true });
  const settings = join(folder, 'server.properties');
  writeFileSync(settings, brokerSettings(join(folder, 'log'), ports));
  const java = javaProgram();
  const common = ['-cp', join(libs, '*'), `-Dorg.slf4j.simpleLogger.defaultLogLevel=warn`];
  if (!existsSync(join(folder, 'log', 'meta.properties'))) {
    rmSync(join(folder, 'log'), { recursive: true, force: true });
    await runTool(java, ['-Xmx128m', '-XX:TieredStopAtLevel=1', '-XX:+UseSerialGC', ...common, 'kafka.tools.StorageTool', 'format', '-t', clusterId(), '-c', settings], { cwd: folder });
  }
  // Classes laid ready by an earlier, orderly end halve the start.
  const archive = join(paths.servers, `kafka-${VERSION}.jsa`);
  const unfinished = join(folder, 'classes.jsa');
  rmSync(unfinished, { force: true });
  const sharing = existsSync(archive) ? ['-Xshare:auto', `-XX:SharedArchiveFile=${archive}`] : [`-XX:ArchiveClassesAtExit=${unfinished}`];
  const child = await processes.start(
    {
      name: 'kafka',
      command: java,
      args: ['-Xmx256m', '-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1', '-Xlog:cds=off', '-Xlog:cds+dynamic=off', ...sharing, ...common, 'kafka.Kafka', settings],
      cwd: folder,
      graceMs: 15_000,
    },
  );
  void child.end.then((ending) => {
    if (ending === 'ended with code 143' && existsSync(unfinished)) moveArchive(unfinished, archive);
  });
  await waitReady(child, () => answers(ports.broker));
  return child;
}

function moveArchive(from: string, to: string): void {
  copyFileSync(from, `${to}.new`);
  renameSync(`${to}.new`, to);
  rmSync(from);
}

/** Java as the environment names it, else as PATH does. */
export function javaProgram(env = process.env): string {
  return env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java';
}

/** A cluster's id as Kafka makes it; one that began with a hyphen would be taken for an option of the command line. */
export function clusterId(): string {
  const id = randomBytes(16).toString('base64url');
  return id.startsWith('-') ? clusterId() : id;
}

function brokerSettings(logFolder: string, ports: KafkaPorts): string {
  return [
    'process.roles=broker,controller',
    'node.id=1',
    `controller.quorum.voters=1@127.0.0.1:${ports.controller}`,
    `listeners=PLAINTEXT://127.0.0.1:${ports.broker},CONTROLLER://127.0.0.1:${ports.controller}`,
    `advertised.listeners=PLAINTEXT://127.0.0.1:${ports.broker}`,
    'controller.listener.names=CONTROLLER',
    `log.dirs=${logFolder}`,
    'auto.create.topics.enable=false',
    'offsets.topic.num.partitions=8',
    'offsets.topic.replication.factor=1',
    'transaction.state.log.num.partitions=4',
    'transaction.state.log.replication.factor=1',
    'transaction.state.log.min.isr=1',
    'group.initial.rebalance.delay.ms=0',
    // A broker killed without notice is taken for dead after 3 s, which is how long its next start waits.
    'broker.session.timeout.ms=3000',
    'broker.heartbeat.interval.ms=500',
    '',
  ].join('\n');
}

async function answers(port: number): Promise<boolean> {
  if (!(await accepts(port))) return false;
  const admin = new Kafka({ clientId: 'deploy-local', brokers: [`127.0.0.1:${port}`], logLevel: logLevel.NOTHING, retry: { retries: 0 } }).admin();
  try {
    await admin.connect();
    return (await admin.describeCluster()).brokers.length > 0;
  } catch {
    return false;
  } finally {
    await admin.disconnect();
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
