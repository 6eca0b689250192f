import { describe, expect, it } from '@jest/globals';
import { defineEvent, type EventDefinition } from '@beian/contracts/define-event';
import { anEnvelope } from '@beian/testing/outbox';
import fc from 'fast-check';
import { z } from 'zod';
import { readMessage, type Route } from './message.ts';

const Known = defineEvent('test.message.known.v1', z.object({ n: z.int() }));
const routes = new Map<string, Route>([[Known.type, { definition: Known as EventDefinition, handlers: [async () => undefined] }]]);
const message = (value: unknown, key: string | null = 'a-1') => ({
  topic: 't',
  partition: 2,
  offset: '7',
  key: key === null ? null : Buffer.from(key),
  value: value === null ? null : Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});
const event = (more: object = {}) => ({ ...anEnvelope(Known, { n: 1 }, { subject: 'a-1', version: 3 }), ...more });

describe('reading a message', () => {
  it('accepts a known event and drops what the schema does not know', () => {
    const reading = readMessage(message(event({ data: { n: 1, added: 'later' } })), routes);
    expect(reading).toMatchObject({ kind: 'event', aggregate: 'a-1', version: 3, envelope: { data: { n: 1 } } });
    expect(reading.kind === 'event' && reading.envelope.data).toEqual({ n: 1 });
  });

  it('lets an event pass that nobody here handles', () => {
    expect(readMessage(message(event({ type: 'test.message.other.v1' })), routes)).toMatchObject({ kind: 'event', handlers: [] });
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
    expect(readMessage(poison, routes)).toMatchObject({ kind: 'flawed', flaw });
  });

  it('I15 names faulty fields without quoting values', () => {
    const reading = readMessage(message(event({ data: { n: '13800138000' } })), routes);
    expect(reading).toMatchObject({ detail: 'data.n: invalid_type' });
  });

  it('gives a message without key and content an aggregate of its own', () => {
    expect(readMessage(message('x', null), routes).aggregate).toBe('offset 2/7');
  });

  it('never throws, whatever comes', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.json(), fc.jsonValue().map((data) => JSON.stringify(event({ data })))), (text) => ['event', 'flawed'].includes(readMessage(message(text), routes).kind)));
  });
});
