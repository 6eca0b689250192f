/** SQLSTATE classes and codes that say "not now": connection lost, shutting down, too many connections, timed out. */
const NOT_NOW = /^(08\w{3}|57P0[1-5]|53\w{3}|57014|55P03|25P0[34])$/;
const SOCKET = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH']);
const PG_TEXT = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Driver not Connected/;

function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : undefined;
}

/** Whether PostgreSQL is down, overloaded or gave up waiting: the request changed nothing and may be tried again (503). */
export function isDatabaseDown(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const driverError = (error as { driverError?: unknown }).driverError;
  if (driverError !== undefined && driverError !== error && isDatabaseDown(driverError)) return true;
  if (error instanceof AggregateError && error.errors.some(isDatabaseDown)) return true;
  const code = codeOf(error);
  if (code !== undefined && (NOT_NOW.test(code) || SOCKET.has(code))) return true;
  return PG_TEXT.test(error.message);
}
