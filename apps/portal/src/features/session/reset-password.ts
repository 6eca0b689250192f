import { ResetPassword } from '@beian/contracts/identity/security';
import { NOTHING, call } from '../../ui/api/api-client.ts';

/** Sets a new password for the account of a mobile whose code is at hand (OPN-05). */
export function resetPassword(input: ResetPassword): Promise<undefined> {
  return call('POST', '/api/identity/password-resets', NOTHING, { body: ResetPassword.parse(input) });
}
