import type { Tx } from '@beian/kit/db/scope';
import { CertificateRegistered } from '../registered/contested.ts';
import { registeredElsewhere } from '../registered/registered-elsewhere.ts';
import { certificateTaken, idTaken } from './subject.errors.ts';

const UNIQUE_VIOLATION = '23505';

const TAKEN = `select exists (select 1 from subject s where s.owner = $1 and s.certificate_index = $3 and s.id <> $2)
  or exists (select 1 from review v join subject s on s.id = v.subject and s.erased_at is null join subject_revision r on r.subject = v.subject and r.revision = v.revision
    where v.owner = $1 and v.subject <> $2 and v.stage in ('submitted', 'in_review') and r.certificate_index = $3) as taken`;

/**
 * One subject a certificate number and account, and none where another account's is approved (OPN-65); that which a change under review
 * asks for is taken too, so that its approval finds no other subject of its owner in its way. Requests of one account for one number come one after the other.
 */
export async function claimCertificate(tx: Tx, { owner, subject, certificateIndex }: { owner: string; subject: string; certificateIndex: string }): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('certificate ' || $1 || ' ' || $2, 0))`, [owner, certificateIndex]);
  const [row] = await tx.query<{ taken: boolean }>(TAKEN, [owner, subject, certificateIndex]);
  if (row?.taken === true) throw certificateTaken();
  const { approved } = await registeredElsewhere(tx, { owner, certificateIndex });
  if (approved !== null) throw new CertificateRegistered(approved);
}

/**
 * Two requests at once may both find no subject yet; the database's keys decide. That an id is another account's shows as
 * the same refusal as one's own other form (abuse case 4).
 */
export function refuseSecondCertificate(error: unknown): never {
  const { code, constraint } = (error as { driverError?: { code?: string; constraint?: string } } | null)?.driverError ?? {};
  if (code !== UNIQUE_VIOLATION) throw error;
  if (constraint === 'subject_certificate') throw certificateTaken();
  if (constraint === 'subject_pkey') throw idTaken();
  throw error;
}
