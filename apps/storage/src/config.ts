import { serviceEnvironment } from '@beian/kit/config/environment';
import { z } from 'zod';

/** The kit's environment and where the pictures lie; without a bucket the service does not start. */
export const storageEnvironment = serviceEnvironment.extend({
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }),
  S3_ACCESS_KEY: z.string().min(1),
  S3_SECRET_KEY: z.string().min(1),
  S3_BUCKET: z.string().min(3),
  S3_REGION: z.string().min(1).default('us-east-1'),
});
export type StorageEnvironment = z.infer<typeof storageEnvironment>;
