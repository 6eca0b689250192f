import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { defineEvent, type EventDefinition } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { testKeys } from '@beian/testing/keys';
import { anEnvelope, signedValue } from '@beian/testing/outbox';
import fc from 'fast-check';
import { z } from 'zod';
import { keysOf } from '../auth/keys.ts';
import { signedEvent } from '../outbox/signed-event.ts';
import { readMessage, type Route } from './message.ts';

const Known = defineEvent('test.message.known.v1', z.object({ n: z.int() }));
const reader = { keys: testKeys('notification'), routes: new Map<string, Route>([[Known.type, { definition: Known as EventDefinition, handlers: [async () => undefined] }]]) };
const message = (value: unknown, key: string | null = 'a-1') => ({
  topic: 't',
  partition: 2,
  offset: '7',
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(typeof value === 'string' ? value : signedValue(value as Envelope)),
});
const event = (more: object = {}) => ({ ...anEnvelope(Known, { n: 1 }, { subject: 'a-1', version: 3 }), ...more });

describe('reading a message', () => {
  it('accepts a known event and drops what the schema does not know', () => {
    const reading = readMessage(message(event({ data: { n: 1, added: 'later' } })), reader);
    expect(reading).toMatchObject({ kind: 'event', aggregate: 'a-1', version: 3, envelope: { data: { n: 1 } } });
    expect(reading.kind === 'event' && reading.envelope.data).toEqual({ n: 1 });
  });

  it('lets an event pass that nobody here handles', () => {
    expect(readMessage(message(event({ type: 'test.message.other.v1' })), reader)).toMatchObject({ kind: 'event', handlers: [] });
  });

  it.each([
    ['broken JSON', message('{"specversion":'), 'malformed'],
    ['no value', message(null), 'malformed'],
    ['a number', message('1'), 'malformed'],
    ['no key', message(event(), null), 'malformed'],
    ['a key that is not the subject', message(event(), 'b-2'), 'malformed'],
    ['a version 0', message(event({ version: 0 })), 'malformed'],
    ['data outside the schema', message(event({ data: { n: 'one' } })), 'schema'],
    ['a version of a known fact that came later', message(event({ type: 'test.message.known.v2' })), 'unknown_version'],
  ])('parks %s', (_what, poison, flaw) => {
    expect(readMessage(poison, reader)).toMatchObject({ kind: 'flawed', flaw });
  });

  it.each([
    ['without a signature', (event: Envelope) => JSON.stringify(event)],
    ['signed by another service', (event: Envelope) => signedEvent(testKeys('storage'), event)],
    ['signed by nobody that is known', (event: Envelope) => signedEvent(keysOf('filing', generateKeyPairSync('ed25519').privateKey, {}), event)],
    ['altered after it was signed', (event: Envelope) => signedValue(event).replace('"n":1', '"n":2')],
    ['with a signature of other bytes of the service', (event: Envelope) => `${JSON.stringify(event).slice(0, -1)},"signature":"${testKeys('filing').signBytes(JSON.stringify(event))}"}`],
    ['with one attribute more behind the signature', (event: Envelope) => `${signedValue(event).slice(0, -1)},"version":4}`],
    ['that names no service', (event: Envelope) => signedValue(event).replace('/beian/filing', '/beian/__proto__')],
  ])('abuse 9: parks an event %s', (_what, write) => {
    expect(readMessage(message(write(event())), reader)).toMatchObject({ kind: 'flawed', flaw: 'malformed', aggregate: 'a-1', detail: expect.stringContaining('not signed') });
  });

  it('abuse 9: parks what a service has signed for a topic of another', () => {
    const forged = { ...message(event()), topic: 'identity.events' };
    expect(readMessage(forged, reader)).toMatchObject({ kind: 'flawed', flaw: 'malformed' });
    expect(readMessage({ ...forged, topic: 'filing.events' }, reader)).toMatchObject({ kind: 'event' });
  });

  it('I15 names faulty fields without quoting values', () => {
    const reading = readMessage(message(event({ data: { n: '13800138000' } })), reader);
    expect(reading).toMatchObject({ detail: 'data.n: invalid_type' });
  });

  it('gives a message without key and content an aggregate of its own', () => {
    expect(readMessage(message('x', null), reader).aggregate).toBe('offset 2/7');
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((data) => signedValue(event({ data })))), (text) => ['event', 'flawed'].includes(readMessage(message(text), reader).kind)));
  });
});
