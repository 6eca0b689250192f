import { z } from 'zod';
import { defineEvent } from '../define-event.ts';
import { BureauId, Day, Id, Instant, KeyedIndex, RegionCode, Sealed } from '../primitives.ts';
import { Role } from '../principal.ts';
import { SignOnProvider } from './sign-on.ts';

/** Aggregate: the account. Seal contexts: `account:<id>:mobile`, `account:<id>:email`. */
export const AccountRegistered = defineEvent('identity.account.registered.v1', z.object({
  account: Id,
  /** Null where single sign-on told none, or one that another account has. */
  mobile: Sealed.nullable(),
  email: Sealed.nullable(),
}));

/** Aggregate: the account. Real-person authentication has proven its person. */
export const AccountVerified = defineEvent('identity.account.verified.v1', z.object({ account: Id, identityLevel: z.literal('real_person') }));

/** Aggregate: the sign-on, one login of an account at a provider of single sign-on. */
export const SignOnLinked = defineEvent('identity.sign_on.linked.v1', z.object({ signOn: Id, account: Id, provider: SignOnProvider }));
export const SignOnUnlinked = defineEvent('identity.sign_on.unlinked.v1', z.object({ signOn: Id, account: Id, provider: SignOnProvider }));

/** Aggregate: the account. An officer's second factor: enrolled, or taken away by an administrator. */
export const SecondFactorChanged = defineEvent('identity.second_factor.changed.v1', z.object({ account: Id, state: z.enum(['enrolled', 'reset']) }));
/**
 * Aggregate: the challenge. A one-time code is to be sent. Seal contexts: `code:<challenge>:to`, `code:<challenge>:code`.
 * `template` says what its holder is told; those that name no code tell that the number cannot be used so. After
 * `expiresAt` nothing is sent any more.
 */
export const CodeIssued = defineEvent('identity.code.issued.v1', z.object({
  challenge: Id,
  channel: z.enum(['sms', 'email']),
  template: z.enum(['register', 'reset', 'mobile', 'email', 'registered_already', 'not_registered', 'mobile_taken', 'email_taken', 'erase']),
  to: Sealed,
  code: Sealed,
  expiresAt: Instant,
}));

/** The same fact outside Kafka, as an order that its bearer can neither read nor alter: the event's id and data. */
export const CodeOrder = z.object({ event: Id, data: CodeIssued.schema });

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
/**
 * Aggregate: the account. Its owner asked for erasure (个人信息保护法 第四十七条) and has nothing left that is under review or filed: every
 * service erases what ends with the account. What the law keeps after the end of a case ends by the sweepers.
 */
export const AccountErased = defineEvent('identity.account.erased.v1', z.object({ account: Id, retention: z.string() }));

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

/** Aggregate: the bureau. It has ended; the successor takes over its open cases, officers and regions, and stands above it in the tree. */
export const BureauMerged = defineEvent('identity.bureau.merged.v1', z.object({ bureau: BureauId, successor: BureauId }));

/** Aggregate: the officer's account. Both days included; it ends by itself, or earlier with the second event. */
export const LeaveGranted = defineEvent('identity.leave.granted.v1', z.object({ leave: Id, officer: Id, bureau: BureauId, delegate: Id.nullable(), from: Day, to: Day }));
export const LeaveEnded = defineEvent('identity.leave.ended.v1', z.object({ leave: Id, officer: Id, bureau: BureauId }));

/** Aggregate: the officer's account. A code to set a password was given out, and was used. */
export const EnrolmentIssued = defineEvent('identity.enrolment.issued.v1', z.object({ account: Id, expiresAt: Instant }));
export const EnrolmentUsed = defineEvent('identity.enrolment.used.v1', z.object({ account: Id }));
