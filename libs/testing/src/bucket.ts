import { randomBytes } from 'node:crypto';
import { Client } from 'minio';

/** How to reach a bucket, in the words of the environment. */
export interface BucketSettings {
  readonly S3_ENDPOINT: string;
  readonly S3_ACCESS_KEY: string;
  readonly S3_SECRET_KEY: string;
  readonly S3_BUCKET: string;
  readonly S3_REGION: string;
}

/** A bucket of its own for one spec file; `remove` deletes it with its objects. */
export interface TestBucket {
  readonly settings: BucketSettings;
  remove(): Promise<void>;
}

/** Creates a bucket on the server of S3_ENDPOINT. */
export async function testBucket(): Promise<TestBucket> {
  const settings: BucketSettings = {
    S3_ENDPOINT: variable('S3_ENDPOINT'), S3_ACCESS_KEY: variable('S3_ACCESS_KEY'), S3_SECRET_KEY: variable('S3_SECRET_KEY'),
    S3_BUCKET: `test-${randomBytes(6).toString('hex')}`, S3_REGION: 'us-east-1',
  };
  const { protocol, hostname, port } = new URL(settings.S3_ENDPOINT);
  const useSSL = protocol === 'https:';
  const client = new Client({ endPoint: hostname, port: Number(port) || (useSSL ? 443 : 80), useSSL, region: settings.S3_REGION, accessKey: settings.S3_ACCESS_KEY, secretKey: settings.S3_SECRET_KEY });
  await client.makeBucket(settings.S3_BUCKET, settings.S3_REGION);
  return {
    settings,
    async remove() {
      const names: string[] = [];
      for await (const { name } of client.listObjectsV2(settings.S3_BUCKET, '', true) as AsyncIterable<{ name?: string }>) if (name !== undefined) names.push(name);
      if (names.length > 0) await client.removeObjects(settings.S3_BUCKET, names);
      await client.removeBucket(settings.S3_BUCKET);
    },
  };
}

function variable(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is not set: medium specs need the servers of deploy/local`);
  return value;
}
