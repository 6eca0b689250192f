import { ApplicationFailure } from '@temporalio/common';
import { DomainError } from './domain-error.ts';

/**
 * The failure a workflow sees of a refusal: `type` is the stable code, and the code is also all of its text, because
 * histories are read by operators. Refusals below 500 are not retried. Anything that is no DomainError is thrown on as it is.
 */
export function toApplicationFailure(error: unknown): ApplicationFailure {
  if (!(error instanceof DomainError)) throw error;
  return ApplicationFailure.create({ message: error.code, type: error.code, nonRetryable: error.status < 500 });
}
