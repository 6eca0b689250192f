import { OBJECT_LABELS, type ObjectKind } from '../lifecycle/labels.ts';
import { APP_FORM } from './app-form.ts';
import { APP_MARKET_FORM } from './app-market-form.ts';
import type { FormDescription } from './description.ts';
import { MINI_PROGRAM_FORM } from './mini-program-form.ts';
import { PROVIDER_FORM } from './provider-form.ts';
import { WEBSITE_FORM } from './website-form.ts';

/** The form of every kind of object; a new kind joins here, with rules of its own in kind-rules.ts. */
export const FORMS = {
  website: WEBSITE_FORM,
  mini_program: MINI_PROGRAM_FORM,
  app: APP_FORM,
  app_market: APP_MARKET_FORM,
  provider: PROVIDER_FORM,
} as const satisfies Record<ObjectKind, FormDescription>;

/** The form of a kind, for what treats all kinds alike. */
export function formOf(object: ObjectKind): FormDescription {
  return FORMS[object];
}

/** Every kind, in the order of menus. */
export const OBJECT_KINDS = Object.keys(FORMS) as ObjectKind[];

export function isObjectKind(text: string): text is ObjectKind {
  return Object.hasOwn(OBJECT_LABELS, text);
}
