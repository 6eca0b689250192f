import type { DomainError } from '@beian/kit/errors/domain-error';
import { QueryFailedError } from 'typeorm';

const UNIQUE_VIOLATION = '23505';

/** For `catch`: what a unique key refuses becomes the one named refusal, whichever key it was (abuse 4); everything else is thrown on. */
export function refuseTaken(refusal: () => DomainError): (error: unknown) => never {
  return (error) => {
    if (error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION) throw refusal();
    throw error;
  };
}
