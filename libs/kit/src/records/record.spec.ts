import { describe, expect, it } from '@jest/globals';
import type { AuditRecord, SignedRecord } from '@beian/contracts/record';
import { testKeys } from '@beian/testing/keys';
import fc from 'fast-check';
import { commit, newSalt, signRecord } from './record.ts';
import { verifyRecord } from './verify.ts';

const keys = testKeys('filing');
const aRecord = (part: Partial<AuditRecord> = {}): AuditRecord => ({
  id: '0190a8c0-0000-7000-8000-000000000001',
  schema: 'beian.record.v1',
  service: 'filing',
  action: 'application.approve',
  outcome: 'done',
  code: null,
  target: { type: 'application', id: 'a-1' },
  filing: null,
  bureau: 7,
  actor: { kind: 'officer', account: null, bureau: 7 },
  credential: null,
  ground: null,
  before: { stage: 'review' },
  after: { stage: 'approved', 名称: '测试' },
  correlation: 'c-1',
  at: '2026-03-02T01:00:00.000Z',
  ...part,
});

describe('a signed record', () => {
  it('has one form, whatever the order of its fields', () => {
    const { id, ...rest } = aRecord();
    const signed = signRecord(keys, { ...rest, id } as AuditRecord);
    expect(signed).toEqual(signRecord(keys, aRecord()));
    expect(signed.canonical.startsWith('{"action":"application.approve","actor":{"account":null,"bureau":7,"kind":"officer"},"after":{"stage":"approved","名称":"测试"}')).toBe(true);
    expect(signed.canonical).not.toMatch(/[\n\t]|": /);
  });

  it('verifies as what its service signed', () => {
    expect(verifyRecord(keys, signRecord(keys, aRecord()))).toEqual({ record: aRecord() });
  });

  it('I16 is refused after the change of any one character', () => {
    const signed = signRecord(keys, aRecord());
    const change = fc.record({ field: fc.constantFrom('canonical', 'digest', 'signature'), at: fc.nat(), to: fc.constantFrom('0', '9', 'a', 'Z', '"', '测') });
    fc.assert(
      fc.property(change, ({ field, at, to }) => {
        const name = field as keyof SignedRecord;
        const old = signed[name];
        const place = at % old.length;
        const altered = old.slice(0, place) + to + old.slice(place + 1);
        fc.pre(altered !== old);
        expect(verifyRecord(keys, { ...signed, [name]: altered }).fault).toBeDefined();
      }),
      { numRuns: 500 },
    );
  });

  it('I16 is refused when another service has signed it, or when its digest was adapted to a change', () => {
    const forged = signRecord(testKeys('subject'), aRecord());
    expect(verifyRecord(keys, forged)).toEqual({ fault: 'signature' });
    const other = signRecord(keys, aRecord({ outcome: 'refused' }));
    expect(verifyRecord(keys, { ...other, signature: signRecord(keys, aRecord()).signature })).toEqual({ fault: 'signature' });
    expect(verifyRecord(keys, { ...other, canonical: ` ${other.canonical}` })).toEqual({ fault: 'not_canonical' });
    expect(verifyRecord(keys, { ...other, canonical: '{' })).toEqual({ fault: 'malformed' });
  });

  it('proves a personal value by its salt, and says nothing without it', () => {
    const salt = newSalt();
    expect(commit('张三', salt)).toEqual(commit('张三', salt));
    expect(commit('张三', newSalt())).not.toEqual(commit('张三', salt));
    expect(commit('李四', salt)).not.toEqual(commit('张三', salt));
    expect(commit('abc', '0123456789abcdef0123456789abcdef').commitment).toBe('8fdaf86783510ee8bf868eaf42fa54e4da1ba9856029c3dc49bfb35826aaea66');
    expect(() => commit('张三', 'short')).toThrow(RangeError);
  });
});
