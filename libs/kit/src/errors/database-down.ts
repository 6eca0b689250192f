/** SQLSTATE classes and codes that say "not now": connection lost, shutting down, too many connections, timed out. */
const NOT_NOW = /^(08\w{3}|57P0[1-5]|53\w{3}|57014|55P03|25P0[34])$/;
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);
const PG_TEXT = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected/;

/** An error by its form: those of Node's sockets may come from another realm, where `instanceof Error` is false. */
interface DriverError {
  readonly message: string;
  readonly code?: unknown;
  readonly driverError?: unknown;
  readonly errors?: unknown;
}

function isErrorLike(error: unknown): error is DriverError {
  return typeof error === 'object' && error !== null && typeof (error as { message?: unknown }).message === 'string';
}

/** Whether PostgreSQL is down, overloaded or gave up waiting: the request changed nothing and may be tried again (503). */
export function isDatabaseDown(error: unknown): boolean {
  if (!isErrorLike(error)) return false;
  const { message, code, driverError, errors } = error;
  if (driverError !== undefined && driverError !== error && isDatabaseDown(driverError)) return true;
  if (Array.isArray(errors) && errors.some(isDatabaseDown)) return true;
  if (typeof code === 'string' && (NOT_NOW.test(code) || SOCKET.has(code))) return true;
  return PG_TEXT.test(message);
}
