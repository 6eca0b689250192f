import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { declaredEvents } from './define-event.ts';
import { Envelope } from './envelope.ts';
import './filing/events.ts';
import './identity/events.ts';
import './notification/events.ts';
import './storage/events.ts';
import './subject/events.ts';

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), '../golden');
const golden = (type: string) => JSON.parse(readFileSync(join(FOLDER, `${type}.json`), 'utf8')) as { type: string; data: Record<string, unknown> };
const events = declaredEvents().map((event) => [event.type, event] as const);

describe('golden samples of every published event version', () => {
  it('there is one sample for each declared event and no other', () => {
    expect(readdirSync(FOLDER).map((name) => name.replace(/\.json$/, '')).sort()).toEqual(events.map(([type]) => type).sort());
  });

  it.each(events)('%s is still understood', (type, event) => {
    const sample = golden(type);
    expect(Envelope.parse(sample).type).toBe(type);
    expect(event.schema.parse(sample.data)).toMatchObject(sample.data);
  });

  it.each(events)('%s may gain a field inside its version', (type, event) => {
    expect(event.schema.safeParse({ ...golden(type).data, later: 'field' }).success).toBe(true);
  });

  it.each(events)('%s misses each of its fields', (type, event) => {
    const { data } = golden(type);
    for (const field of Object.keys(data)) {
      const { [field]: _left, ...rest } = data;
      expect({ field, accepted: event.schema.safeParse(rest).success }).toEqual({ field, accepted: false });
    }
  });
});
