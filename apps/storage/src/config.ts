import { serviceEnvironment } from '@beian/kit/config/environment';
import { z } from 'zod';

/** The kit's environment and where the pictures lie; without a bucket the service does not start. */
export const storageEnvironment = serviceEnvironment.extend({
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }),
  S3_ACCESS_KEY: z.string().min(1),
  S3_SECRET_KEY: z.string().min(1),
  S3_BUCKET: z.string().min(3),
  S3_REGION: z.string().min(1).default('us-east-1'),
  /** Who looks at what is sent: nobody, or ClamAV's daemon at CLAMD_ADDRESS. */
  MALWARE_SCANNER: z.enum(['none', 'clamd']).default('none'),
  /** host:port; clamd's StreamMaxLength must be above 5 MiB. */
  CLAMD_ADDRESS: z.string().regex(/^([^\s:/]+|\[[\da-f:]+\]):\d{1,5}$/i).optional(),
  CLAMD_TIMEOUT_MS: z.coerce.number().int().positive().default(15_000),
  /** While the scanner does not answer: uploads are refused, or taken unscanned with an alarm. */
  MALWARE_SCANNER_DOWN: z.enum(['refuse', 'accept']).default('refuse'),
});
export type StorageEnvironment = z.infer<typeof storageEnvironment>;
