import { interactiveGrounds as groundsOf, type InteractiveGround } from '../forms/interactive.ts';
import { WEBSITE_FORM } from '../forms/website-form.ts';

/** What decides whether a site is interactive. */
export interface InteractiveInput {
  readonly name: string;
  readonly domains: readonly string[];
  readonly serviceTypes: readonly string[];
  /** Declared by the applicant: may raise, never lower (OPN-19). */
  readonly interactive: boolean;
}

/** OPN-19, NAM-31 on a website; forms/interactive.ts has it for every kind. */
export function interactiveGrounds(site: InteractiveInput): InteractiveGround[] {
  return groundsOf(WEBSITE_FORM, { ...site });
}

export function isInteractive(site: InteractiveInput): boolean {
  return interactiveGrounds(site).length > 0;
}
