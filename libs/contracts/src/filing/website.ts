import { WEBSITE_FORM } from '@beian/rules/forms/website-form';
import type { z } from 'zod';
import { schemaOf, shownSchemaOf } from './form-schema.ts';

/** Website filing, steps 2 and 3 of the wizard (WEB-10..37). Domains are typed as U- or A-labels and stored as A-labels (S7); the first is the main one. */
export const WebsiteData = schemaOf(WEBSITE_FORM);
export type WebsiteData = z.infer<typeof WebsiteData>;
/** The form as it is shown: a masked e-mail address is none any more. */
export const ShownWebsite = shownSchemaOf(WEBSITE_FORM);
