import { createHash, randomInt } from 'node:crypto';
import type { Principal, Role } from '@beian/contracts/principal';
import { newId } from '@beian/kit/http/uuid';

/** A keyed index that belongs to nobody else. */
function aPerson(): string {
  return createHash('sha256').update(newId()).digest('hex');
}

function signedIn(part: Partial<Principal> & Pick<Principal, 'kind' | 'roles'>): Principal {
  return { account: newId(), bureau: null, scope: [], session: newId(), person: aPerson(), factor: 'password', identityLevel: 'none', token: `token of ${newId()}`, ...part };
}

/** A signed-in applicant; parts may be overridden. */
export function anApplicant(part: Partial<Principal> = {}): Principal {
  return signedIn({ kind: 'applicant', roles: ['applicant'], ...part });
}

/** A signed-in officer, by default a reviewer of bureau 1 who sees that bureau only. */
export function anOfficer(part: Partial<Omit<Principal, 'roles'>> & { roles?: Role[] } = {}): Principal {
  const bureau = part.bureau ?? 1;
  return signedIn({ kind: 'officer', roles: ['reviewer'], bureau, scope: [bureau], ...part });
}

/** A signed-in auditor of the bureaus in `scope`. */
export function anAuditor(part: Partial<Principal> = {}): Principal {
  return anOfficer({ roles: ['auditor'], ...part });
}

/** A bureau id that no other spec uses. */
export function aBureau(): number {
  return randomInt(1_000_000, 2_000_000_000);
}
