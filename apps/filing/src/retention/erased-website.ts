import type { WebsiteData } from '@beian/contracts/filing/website';
import { ERASED_TEXT } from '@beian/contracts/personal-data';
import type { Application } from '../application/application.entity.ts';

const NO_PICTURE = '00000000-0000-0000-0000-000000000000';
const PERSON = { name: ERASED_TEXT, mobile: ERASED_TEXT, email: ERASED_TEXT, sameAsSubject: false };
const SITE_PERSON = { ...PERSON, certificateType: 'resident_id', certificateNumber: ERASED_TEXT, validUntil: null, residence: ERASED_TEXT, officePhone: ERASED_TEXT, idImage: NO_PICTURE } as const;
const PROVIDER = { name: ERASED_TEXT, region: null, directory: null };

/** In the place of a form that was erased: what the case's own columns keep (name and hosts are public), and 已删除. */
export function erasedWebsite({ siteName, domains, interactive, submittedAt }: Application): WebsiteData {
  return {
    name: siteName, domains: [...domains], serviceTypes: ['other'], serviceContents: [], interactive, approvals: [],
    accessProvider: PROVIDER, registrar: PROVIDER, ipRanges: [{ start: ERASED_TEXT, end: ERASED_TEXT }],
    openedOn: submittedAt.toISOString().slice(0, 10), languages: [], manager: SITE_PERSON, security: SITE_PERSON, emergency: PERSON,
  };
}
