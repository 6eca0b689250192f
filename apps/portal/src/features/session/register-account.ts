import { RegisterAccount, RegisteredAccount } from '@beian/contracts/identity/registration';
import type { z } from 'zod';
import { call } from '../../ui/api/api-client.ts';

/** Registers an applicant (ACC-09..13). */
export function registerAccount(input: RegisterAccount): Promise<z.infer<typeof RegisteredAccount>> {
  return call('POST', '/api/identity/accounts', RegisteredAccount, { body: input });
}
