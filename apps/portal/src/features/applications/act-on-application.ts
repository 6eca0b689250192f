import type { ActionName, PayloadOf } from '@beian/contracts/filing/actions';
import { CommandView } from '@beian/contracts/filing/api';
import { call } from '../../ui/api/api-client.ts';

/** One action on a case; `command` is its idempotency key, so a repeat of the same attempt changes nothing more. */
export interface Action<N extends ActionName = ActionName> {
  readonly command: string;
  readonly application: string;
  readonly action: N;
  readonly expectedRevision: number;
  readonly payload: PayloadOf<N>;
}

export function actOnApplication<N extends ActionName>({ command, application, action, expectedRevision, payload }: Action<N>): Promise<CommandView> {
  return call('POST', `/api/filing/applications/${application}/actions/${action}`, CommandView, { body: { expectedRevision, payload }, headers: { 'idempotency-key': command } });
}
