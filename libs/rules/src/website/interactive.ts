import { isForumHost, toALabel } from '../domains/hosts.ts';
import { SERVICE_TYPES, isServiceType } from './service-types.ts';

/** What decides whether a site is interactive. */
export interface InteractiveInput {
  readonly name: string;
  readonly domains: readonly string[];
  readonly serviceTypes: readonly string[];
  /** Declared by the applicant: may raise, never lower (OPN-19). */
  readonly interactive: boolean;
}

/** One ground for treating the site as interactive. */
export type InteractiveGround = 'declared' | 'service-type' | 'domain' | 'name';

/** OPN-19, NAM-31: every ground; the site is interactive when there is at least one. An officer may set it otherwise. */
export function interactiveGrounds(site: InteractiveInput): InteractiveGround[] {
  const grounds: InteractiveGround[] = [];
  if (site.interactive) grounds.push('declared');
  if (site.serviceTypes.some((type) => isServiceType(type) && SERVICE_TYPES[type].interactive)) grounds.push('service-type');
  if (site.domains.some((domain) => isForumHost(toALabel(domain) ?? domain))) grounds.push('domain');
  if (site.name.normalize('NFKC').replace(/\s+/gu, '').includes('论坛')) grounds.push('name');
  return grounds;
}

/** True when the filing takes the interactive path: inspection (WEB-51) and assessment (WEB-52). */
export function isInteractive(site: InteractiveInput): boolean {
  return interactiveGrounds(site).length > 0;
}
