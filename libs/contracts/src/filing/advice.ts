import { z } from 'zod';
import { ObjectKind, RegionCode } from '../primitives.ts';

/** GET /advice/usual-returns: what officers of the bureau usually return such a filing for, within a year. */
export const UsualReturnsQuery = z.strictObject({ object: ObjectKind, region: RegionCode, operationRegion: RegionCode.optional() });
/** `field` is the path of a field as reasons name it, without its rows; `returned` how many applications were returned at all. */
export const UsualReturns = z.object({ bureauName: z.string(), returned: z.int(), items: z.array(z.object({ field: z.string(), times: z.int() })) });
export type UsualReturns = z.infer<typeof UsualReturns>;

/** GET /advice/competent-bureau: who would review a subject of that place (S5), before it is submitted. */
export const CompetentBureauQuery = z.strictObject({ region: RegionCode, operationRegion: RegionCode.optional() });
/** Without a bureau `message` says why, and where to turn; `asksOperation`: the place of operation would do instead. */
export const CompetentBureau = z.object({ bureauName: z.string().nullable(), message: z.string().nullable(), asksOperation: z.boolean() });
export type CompetentBureau = z.infer<typeof CompetentBureau>;
