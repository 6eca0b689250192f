import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { BureauId, Day, Id, Instant, KeyedIndex, RegionCode, Sealed } from '../primitives.ts';
import { Role } from '../principal.ts';

/** Aggregate: the account. Seal contexts: `account:<id>:mobile`, `account:<id>:email`. */
export const AccountRegistered = defineEvent('identity.account.registered.v1', z.object({
  account: Id,
  mobile: Sealed,
  email: Sealed,
}));

/**
 * Aggregate: the challenge. A one-time code is to be sent. Seal contexts: `code:<challenge>:to`, `code:<challenge>:code`.
 * `template` says what its holder is told; those that name no code tell that the number cannot be used so. After
 * `expiresAt` nothing is sent any more.
 */
export const CodeIssued = defineEvent('identity.code.issued.v1', z.object({
  challenge: Id,
  channel: z.enum(['sms', 'email']),
  template: z.enum(['register', 'reset', 'mobile', 'email', 'registered_already', 'not_registered', 'mobile_taken', 'email_taken']),
  to: Sealed,
  code: Sealed,
  expiresAt: Instant,
}));

/** Aggregate: the account. How to reach its person, whole each time. Seal contexts as of AccountRegistered. */
export const ContactChanged = defineEvent('identity.account.contact_changed.v1', z.object({
  account: Id,
  mobile: Sealed,
  email: Sealed.nullable(),
  emailVerified: z.boolean(),
  /** What the person did. */
  changed: z.enum(['mobile', 'email', 'email_verified']),
}));

/** Aggregate: the account. */
export const PasswordChanged = defineEvent('identity.account.password_changed.v1', z.object({ account: Id, how: z.enum(['change', 'reset']) }));

/** Aggregate: the account. An officer or auditor of a bureau, with roles; sent again whenever they change. */
export const OfficerAppointed = defineEvent('identity.officer.appointed.v1', z.object({
  account: Id,
  bureau: BureauId,
  roles: z.array(Role),
  person: KeyedIndex.nullable(),
  active: z.boolean(),
}));

/** Aggregate: the session. */
export const SessionOpened = defineEvent('identity.session.opened.v1', z.object({ session: Id, account: Id }));
export const SessionClosed = defineEvent('identity.session.closed.v1', z.object({ session: Id, account: Id, reason: z.enum(['logout', 'expired', 'revoked']) }));

/**
 * Aggregate: the bureau (id as text). The whole bureau each time: services keep their own copy (S5).
 * `issuingCode` is the six digits in numbers (county, city …00, province …0000), `prefix` e.g. `鄂公网安备`.
 */
export const BureauChanged = defineEvent('identity.bureau.changed.v1', z.object({
  bureau: BureauId,
  parent: BureauId.nullable(),
  name: z.string(),
  level: z.enum(['province', 'city', 'county']),
  issuingCode: z.string().regex(/^\d{6}$/),
  prefix: z.string(),
  /** Telephone of the brigade; without it the bureau cannot approve (REV-14, S9). */
  brigadePhone: z.string().nullable(),
  /** Regions whose cases this bureau receives itself. */
  regions: z.array(RegionCode),
  active: z.boolean(),
}));

/** Aggregate: the region code. Tree by explicit parent, abolished codes with dated successors (S5). */
export const RegionChanged = defineEvent('identity.region.changed.v1', z.object({
  code: RegionCode,
  name: z.string(),
  parent: RegionCode.nullable(),
  abolishedOn: Day.nullable(),
  successors: z.array(RegionCode),
}));
