import { z } from 'zod';
import { ObjectKind, RegionCode } from '../primitives.ts';

/** GET /advice/usual-returns: what officers of the bureau usually return such a filing for, within a year. */
export const UsualReturnsQuery = z.strictObject({ object: ObjectKind, region: RegionCode });
/** `field` is the path of a field as reasons name it, without its rows; `returned` how many applications were returned at all. */
export const UsualReturns = z.object({ bureauName: z.string(), returned: z.int(), items: z.array(z.object({ field: z.string(), times: z.int() })) });
export type UsualReturns = z.infer<typeof UsualReturns>;
