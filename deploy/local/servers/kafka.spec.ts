import { describe, expect, it } from '@jest/globals';
import { clusterId } from './kafka.ts';

describe('a Kafka cluster', () => {
  it('never has an id that its command line would take for an option', () => {
    const ids = Array.from({ length: 4000 }, clusterId);
    expect(ids.filter((id) => !/^\w[\w-]{21}$/.test(id))).toEqual([]);
  });
});
