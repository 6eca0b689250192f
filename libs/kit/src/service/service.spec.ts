import { describe, expect, it } from '@jest/globals';
import { RECORD_TYPE } from '@beian/contracts/record';
import { SERVICES } from '@beian/contracts/services';
import { readiness } from '../http/application.ts';
import { createLogger, useLogger } from '../logging/logger.ts';
import { topicsFor } from './consumer.ts';
import { stopInOrder } from './shutdown.ts';

useLogger(createLogger('spec', 'silent'));

describe('a service process', () => {
  it('stops its parts one after the other, also after one that failed', async () => {
    const order: string[] = [];
    const part = (name: string, fault?: Error) => ({
      name,
      async stop() {
        order.push(`${name} begins`);
        await Promise.resolve();
        if (fault) throw fault;
        order.push(`${name} ends`);
      },
    });
    expect(await stopInOrder([part('http'), part('worker', new Error('stuck')), part('relays')])).toBe(false);
    expect(order).toEqual(['http begins', 'http ends', 'worker begins', 'relays begins', 'relays ends']);
    expect(await stopInOrder([part('http')])).toBe(true);
  });

  it('is ready while only Kafka or Temporal is down, and not without PostgreSQL', async () => {
    const part = (name: string, required: boolean, check: () => Promise<boolean>) => ({ name, required, check });
    const up = async () => true;
    const broken = () => Promise.reject(new Error('down'));
    expect(await readiness([part('database', true, up), part('worker', false, broken)])).toEqual({ ready: true, parts: { database: true, worker: false } });
    expect((await readiness([part('database', true, broken), part('worker', false, up)])).ready).toBe(false);
  });

  it('subscribes to the topics of the events it handles', () => {
    expect(topicsFor(['filing.application.submitted.v1', 'filing.filing.numbered.v1', 'subject.revision.approved.v1'])).toEqual(['filing.events', 'subject.events']);
    expect(topicsFor([RECORD_TYPE])).toEqual(SERVICES.map((service) => `${service}.records`).sort());
    expect(() => topicsFor(['weather.rain.began.v1'])).toThrow('weather');
  });
});
