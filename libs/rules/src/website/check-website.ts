import type { LocalDate } from '../calendar/dates.ts';
import type { AddressRange } from '../domains/addresses.ts';
import { checkForm } from '../forms/check-form.ts';
import type { FormContext } from '../forms/form-context.ts';
import { WEBSITE_FORM } from '../forms/website-form.ts';
import { refuse, type Finding } from '../result.ts';
import type { GivenApproval } from './approvals.ts';
import type { InteractiveInput } from './interactive.ts';
import type { GivenProvider } from './providers.ts';
import type { SitePersons } from './site-persons.ts';

/** Step 2 of the wizard, as far as rules look at it (WEB-10..21). */
export interface WebsiteBasics extends InteractiveInput {
  readonly approvals: readonly GivenApproval[];
  readonly accessProvider: GivenProvider;
  readonly registrar: GivenProvider;
  readonly ipRanges: readonly AddressRange[];
  readonly openedOn: LocalDate;
  readonly homeUrl?: string | undefined;
  readonly icpNumber?: string | undefined;
  /** Written explanation where a naming rule asks for one (OPN-15). */
  readonly explanation?: string | undefined;
}

export type WebsiteInput = WebsiteBasics & SitePersons;
export type WebsiteContext = FormContext;

/** Steps 2 and 3 together; paths are those of the form. The service checks again at submission (OPN-15). */
export function checkWebsite(site: WebsiteInput, context: WebsiteContext): Finding[] {
  return checkForm(WEBSITE_FORM, { ...site }, context);
}

/** WEB-40, TV-37: without the tick there is no submission. */
export function checkNoticeAccepted(accepted: boolean): Finding[] {
  return accepted ? [] : [refuse('website.notice', `请阅读并勾选“${WEBSITE_FORM.accept}”`, 'notice.accepted', { rule: 'WEB-40' })];
}
