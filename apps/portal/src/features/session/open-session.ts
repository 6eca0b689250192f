import { OpenSession, SessionView } from '@beian/contracts/identity/api';
import { call } from '../../ui/api/api-client.ts';

/** Signs in (ACC-14). */
export function openSession(input: OpenSession): Promise<SessionView> {
  return call('POST', '/api/identity/sessions', SessionView, { body: OpenSession.parse(input) });
}
