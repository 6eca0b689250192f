import type { SubmitApplication } from '@beian/contracts/filing/api';
import { z } from 'zod';
import { call } from '../../ui/api/api-client.ts';

const Answer = z.looseObject({ application: z.string() });

/** Submits a new filing; its ids make a repeat harmless. */
export function submitApplication(body: SubmitApplication): Promise<{ application: string }> {
  return call('POST', '/api/filing/applications', Answer, { body });
}
