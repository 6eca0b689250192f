/*
 * What every run and its service agree on. Names alone: nothing here brings a schema library into a workflow's bundle.
 */

/** Signal without payload: the row has moved without the run; read it again. */
export const RESYNC_SIGNAL = 'resync';

/** Failure types of an Update that was not settled: the service voids the command if it is still pending. */
export const RUN_FAILURES = {
  /** The service's database, or another service that it asks, did not answer in time. */
  unsettled: 'run.unsettled',
  /** The message is not for this run or not of the known shape. */
  malformed: 'run.message-malformed',
} as const;
