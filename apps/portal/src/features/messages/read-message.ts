import { NOTHING, call } from '../../ui/api/api-client.ts';

/** Marks one message as read. */
export function readMessage(message: string): Promise<undefined> {
  return call('POST', `/api/notification/messages/${message}/read`, NOTHING);
}
