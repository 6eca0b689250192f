import type { ObjectKind } from '@beian/rules/lifecycle/labels';

/** Where a new filing of a kind is begun, written, and shown as submitted. Websites keep the addresses that they have always had. */
const root = (object: ObjectKind): string => (object === 'website' ? '/websites' : `/apply/${object}`);

export const startAddress = (object: ObjectKind): string => (object === 'website' ? '/websites/new' : root(object));
export const draftAddress = (object: ObjectKind, draft: string): string => `${root(object)}/drafts/${draft}`;
export const submittedAddress = (object: ObjectKind, application: string): string => `${root(object)}/submitted/${application}`;
