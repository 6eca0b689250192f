import type { Envelope } from '@beian/contracts/envelope';
import type { Keys } from '../auth/keys.ts';

/** What an event's signature covers begins so: a signature over other bytes of the service is none of an event. */
const PURPOSE = 'beian-event\n';
const SIGNED = /^(.*),"signature":"([\w-]{86})"\}$/s;

/** The envelope as it lies in Kafka: JSON whose last attribute is the service's signature (Ed25519) over the text without it. */
export function signedEvent(keys: Pick<Keys, 'signBytes'>, envelope: Envelope): string {
  const text = JSON.stringify(envelope);
  return `${text.slice(0, -1)},"signature":"${keys.signBytes(PURPOSE + text)}"}`;
}

/** Whether the service has signed exactly this text (abuse 9): a broker that lets anybody write lets nobody say anything. */
export function isSignedBy(keys: Pick<Keys, 'verifyBytes'>, service: string, text: string): boolean {
  const [, body, signature] = SIGNED.exec(text) ?? [];
  return body !== undefined && signature !== undefined && keys.verifyBytes(service, `${PURPOSE}${body}}`, signature);
}
