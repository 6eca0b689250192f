import http from 'node:http';
import https from 'node:https';
import type { Readable } from 'node:stream';
import { logger } from '@beian/kit/logging/logger';
import { Client } from 'minio';
import type { StorageEnvironment } from '../config.ts';
import { storeDown } from '../upload/upload.errors.ts';

/** Injection token of the service's ObjectStore. */
export const OBJECT_STORE = 'beian:object-store';

/** An object as a listing shows it. */
export interface StoredObject {
  readonly key: string;
  readonly lastModified: Date;
}

/** A bucket. Every method throws `storage.unavailable` (503) when S3 does not answer in time. */
export interface ObjectStore {
  put(key: string, bytes: Buffer): Promise<void>;
  get(key: string): Promise<Buffer>;
  list(prefix: string): AsyncIterable<StoredObject>;
  remove(keys: readonly string[]): Promise<void>;
}

/** The client has no time limit of its own. */
const DEADLINE = 10_000;
/** A connection that the server closed while it was idle; the request has not been looked at. */
const STALE = new Set(['ECONNRESET', 'EPIPE']);
/** Answers that say something about the object, not about S3's health. */
const DEFINITE = new Set(['NoSuchKey', 'NotFound', 'AccessDenied', 'NoSuchBucket']);

type Settings = Pick<StorageEnvironment, 'S3_ENDPOINT' | 'S3_ACCESS_KEY' | 'S3_SECRET_KEY' | 'S3_BUCKET' | 'S3_REGION'>;

/** Objects are ciphertext: S3 and its operators see sizes and times, no pictures. */
export function s3Store(settings: Settings, deadline = DEADLINE): ObjectStore {
  const { protocol, hostname, port } = new URL(settings.S3_ENDPOINT);
  const useSSL = protocol === 'https:';
  const bucket = settings.S3_BUCKET;
  const client = new Client({
    endPoint: hostname, port: Number(port) || (useSSL ? 443 : 80), useSSL, region: settings.S3_REGION,
    accessKey: settings.S3_ACCESS_KEY, secretKey: settings.S3_SECRET_KEY, retryOptions: { disableRetry: true }, transport: transportOf(useSSL, deadline),
  });
  const within = <T>(work: () => Promise<T>): Promise<T> => inTime(work, deadline);
  return {
    async put(key, bytes) {
      await within(() => client.putObject(bucket, key, bytes, bytes.length, { 'content-type': 'application/octet-stream' }));
    },
    get: (key) => within(() => client.getObject(bucket, key).then(whole)),
    async *list(prefix) {
      for await (const { name, lastModified } of client.listObjectsV2(bucket, prefix, true) as AsyncIterable<{ name?: string; lastModified?: Date }>) {
        if (name !== undefined && lastModified !== undefined) yield { key: name, lastModified };
      }
    },
    async remove(keys) {
      await within(() => client.removeObjects(bucket, [...keys]));
    },
  };
}

async function whole(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Gives a silent connection up, where the client would wait for ever. */
function transportOf(useSSL: boolean, timeout: number): Pick<typeof http, 'request'> {
  const make = useSSL ? https.request : http.request;
  const request = (options: http.RequestOptions, answered?: (response: http.IncomingMessage) => void): http.ClientRequest => {
    const made = make({ ...options, timeout }, answered);
    made.on('timeout', () => made.destroy(new Error(`S3 has been silent for ${timeout} ms`)));
    return made;
  };
  return { request: request as typeof http.request };
}

/** Every operation may be repeated: keys are random, and written once. */
async function inTime<T>(work: () => Promise<T>, deadline: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`S3 did not answer in ${deadline} ms`)), deadline);
  });
  const again = (error: unknown): Promise<T> => {
    if (!STALE.has(codeOf(error))) throw error;
    return work();
  };
  try {
    return await Promise.race([work().catch(again), late]);
  } catch (error) {
    if (DEFINITE.has(codeOf(error))) throw error;
    logger().warn({ err: error }, 'S3 does not answer');
    throw storeDown();
  } finally {
    clearTimeout(timer);
  }
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | null)?.code);
}
