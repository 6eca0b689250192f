import { ROLES } from '@beian/rules/jurisdiction/roles';
import { z } from 'zod';
import { BureauId, Id, KeyedIndex } from './primitives.ts';

export { ROLES };
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Roles of an officer that let them see cases. */
export const OFFICER_ROLES: readonly Role[] = ['reviewer', 'inspector', 'supervisor'];

/**
 * Who acts: what identity's signed token says (at most 60 s old), or the platform itself.
 * `scope` lists the bureaus whose records may be seen (own and below, S4); row-level security compares it.
 */
export const Principal = z.object({
  kind: z.enum(['applicant', 'officer', 'platform', 'anonymous']),
  account: Id.nullable(),
  roles: z.array(Role),
  bureau: BureauId.nullable(),
  scope: z.array(BureauId),
  session: Id.nullable(),
  /** Keyed index of the person's certificate number; null until known. */
  person: KeyedIndex.nullable(),
  /** Absent officers of the same bureau and role for whom this one acts at present (leave); nobody when left out. */
  deputyFor: z.array(Id).optional(),
  /** How the session was proven; "totp" is a password with a second factor. */
  factor: z.enum(['password', 'totp', 'sso', 'none']),
  /** Whether real-person authentication has proven who the account's person is (OPN-02). */
  identityLevel: z.enum(['none', 'real_person']),
  /** The signed token itself, to be bound into command signatures; null for the platform. */
  token: z.string().nullable(),
});
export type Principal = z.infer<typeof Principal>;

/** The principal of a visitor without a session. */
export const ANONYMOUS: Principal = { kind: 'anonymous', account: null, roles: [], bureau: null, scope: [], session: null, person: null, factor: 'none', identityLevel: 'none', token: null };

/** The platform acting within the given bureaus: workers, consumers, timers. */
export function platformIn(...scope: number[]): Principal {
  return { ...ANONYMOUS, kind: 'platform', scope };
}
