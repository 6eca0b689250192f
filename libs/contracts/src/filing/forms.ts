import { APP_FORM } from '@beian/rules/forms/app-form';
import { APP_MARKET_FORM } from '@beian/rules/forms/app-market-form';
import { MINI_PROGRAM_FORM } from '@beian/rules/forms/mini-program-form';
import { PROVIDER_FORM } from '@beian/rules/forms/provider-form';
import { WEBSITE_FORM } from '@beian/rules/forms/website-form';
import type { z } from 'zod';
import type { ObjectKind } from '../primitives.ts';
import { schemaOf, shownSchemaOf } from './form-schema.ts';

/** The strict schema of every kind's form. */
export const FORM_DATA = {
  website: schemaOf(WEBSITE_FORM), mini_program: schemaOf(MINI_PROGRAM_FORM), app: schemaOf(APP_FORM), app_market: schemaOf(APP_MARKET_FORM), provider: schemaOf(PROVIDER_FORM),
} as const;
/** The same as it is shown to others, with masks: a masked e-mail address is none any more. */
export const SHOWN_FORMS = {
  website: shownSchemaOf(WEBSITE_FORM), mini_program: shownSchemaOf(MINI_PROGRAM_FORM), app: shownSchemaOf(APP_FORM), app_market: shownSchemaOf(APP_MARKET_FORM), provider: shownSchemaOf(PROVIDER_FORM),
} as const;

/** A form's data: of one kind, or of any. */
export type FormData<O extends ObjectKind = ObjectKind> = { [K in O]: z.infer<(typeof FORM_DATA)[K]> }[O];
