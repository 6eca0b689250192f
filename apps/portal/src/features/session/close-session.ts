import { NOTHING, call } from '../../ui/api/api-client.ts';

/** Signs out. */
export function closeSession(): Promise<undefined> {
  return call('DELETE', '/api/identity/sessions/current', NOTHING);
}
