import { APP_FORM } from '@beian/rules/forms/app-form';
import { APP_MARKET_FORM } from '@beian/rules/forms/app-market-form';
import { MINI_PROGRAM_FORM } from '@beian/rules/forms/mini-program-form';
import { PROVIDER_FORM } from '@beian/rules/forms/provider-form';
import type { z } from 'zod';
import type { ObjectKind } from '../primitives.ts';
import { schemaOf, shownSchemaOf } from './form-schema.ts';
import { ShownWebsite, WebsiteData } from './website.ts';

export const MiniProgramData = schemaOf(MINI_PROGRAM_FORM);
export type MiniProgramData = z.infer<typeof MiniProgramData>;
export const AppData = schemaOf(APP_FORM);
export type AppData = z.infer<typeof AppData>;
export const AppMarketData = schemaOf(APP_MARKET_FORM);
export type AppMarketData = z.infer<typeof AppMarketData>;
export const ProviderData = schemaOf(PROVIDER_FORM);
export type ProviderData = z.infer<typeof ProviderData>;

/** The strict schema of every kind's form. */
export const FORM_DATA = { website: WebsiteData, mini_program: MiniProgramData, app: AppData, app_market: AppMarketData, provider: ProviderData } as const;
/** The same as it is shown to others, with masks. */
export const SHOWN_FORMS = {
  website: ShownWebsite, mini_program: shownSchemaOf(MINI_PROGRAM_FORM), app: shownSchemaOf(APP_FORM), app_market: shownSchemaOf(APP_MARKET_FORM), provider: shownSchemaOf(PROVIDER_FORM),
} as const;

/** A form's data: of one kind, or of any. */
export type FormData<O extends ObjectKind = ObjectKind> = { [K in O]: z.infer<(typeof FORM_DATA)[K]> }[O];
