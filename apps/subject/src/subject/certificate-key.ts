import { certificateTaken, idTaken } from './subject.errors.ts';

const UNIQUE_VIOLATION = '23505';

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
