import { describe, expect, it } from '@jest/globals';
import { classOfContext, levelOf } from './personal-data.ts';
import type { ServiceName } from './services.ts';

/** Sealed values that travel: context, who seals, who opens. */
const TRAVELLING: readonly (readonly [string, ServiceName, ServiceName])[] = [
  ['account:1:mobile', 'identity', 'notification'],
  ['account:1:email', 'identity', 'notification'],
  ['code:1:to', 'identity', 'notification'],
  ['code:1:code', 'identity', 'notification'],
  ['subject:1:1:name', 'subject', 'filing'],
  ['review:1:reasons', 'subject', 'notification'],
  ['command:1:reasons', 'filing', 'notification'],
  ['command:1:reason', 'filing', 'notification'],
];

describe('a sealed value in an event', () => {
  it.each(TRAVELLING)('%s is sealed by %s and opened by %s', (context, from, to) => {
    const name = classOfContext(context, from);
    expect(classOfContext(context, to)).toBe(name);
    expect([levelOf(from, name), levelOf(to, name)]).toEqual(['seal', 'open']);
  });

  it('is nobody else’s to open', () => {
    for (const service of ['filing', 'assessment', 'storage', 'audit', 'subject'] as const) expect(levelOf(service, classOfContext('code:1:code', 'identity'))).toBeNull();
  });
});
