import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createLogger, useLogger } from '@beian/kit/logging/logger';
import { testKeys } from '@beian/testing/keys';
import { SessionExchange } from './session-exchange.ts';
import { json, upstream, type Upstream } from './spec-upstream.ts';

jest.setTimeout(60_000);

useLogger(createLogger('gateway', 'silent'));
const COOKIE = 'c'.repeat(43);
let identity: Upstream;
let exchange: SessionExchange;
let clock: number;
/** What identity waits for before it answers. */
let held: Promise<void>;

beforeEach(async () => {
  clock = 0;
  held = Promise.resolve();
  let count = 0;
  identity = await upstream(async (_received, response) => {
    count += 1;
    const token = `token-${count}`;
    await held;
    json(response, 200, { token, expiresIn: 60 });
  });
  exchange = new SessionExchange({ identityUrl: `${identity.url}/`, keys: testKeys('gateway'), now: () => clock });
});
afterEach(() => identity.close());

/** Asks, and leaves identity with the question until the returned function is called. */
async function askHeld(): Promise<{ answered: Promise<unknown>; release: () => void }> {
  let release = (): void => undefined;
  held = new Promise((resolve) => {
    release = resolve;
  });
  const before = identity.received.length;
  const answered = exchange.exchange(COOKIE);
  while (identity.received.length === before) await new Promise((resolve) => setImmediate(resolve));
  return { answered, release };
}

describe('the remembered exchange', () => {
  it('lasts 30 seconds, so that a token is never used when it has less than 30 left', async () => {
    expect(await exchange.exchange(COOKIE)).toEqual({ token: 'token-1' });
    clock = 29_999;
    expect(await exchange.exchange(COOKIE)).toEqual({ token: 'token-1' });
    clock = 30_000;
    expect(await exchange.exchange(COOKIE)).toEqual({ token: 'token-2' });
  });

  it('abuse 10: what was asked before a logout is not remembered after it', async () => {
    const { answered, release } = await askHeld();
    exchange.drop(COOKIE);
    release();
    expect(await answered).toEqual({ token: 'token-1' });
    expect(await exchange.exchange(COOKIE)).toEqual({ token: 'token-2' });
  });

  it('a question after the logout is one of its own, and is remembered', async () => {
    const first = await askHeld();
    exchange.drop(COOKIE);
    const second = await askHeld();
    first.release();
    second.release();
    expect(await Promise.all([first.answered, second.answered])).toEqual([{ token: 'token-1' }, { token: 'token-2' }]);
    expect(await exchange.exchange(COOKIE)).toEqual({ token: 'token-2' });
  });
});
