import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { DomainError } from '../errors/domain-error.ts';
import { parseInput } from './validate.ts';

/** `code field` of each refusal; empty when the input is taken. */
function refusals(schema: z.ZodType, input: unknown, prefix?: string): string[] {
  try {
    parseInput(schema, input, prefix);
    return [];
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    expect(error.status).toBe(422);
    return (error.fields ?? []).map(({ code, field }) => `${code} ${field}`);
  }
}
const nested = (depth: number): unknown => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown;

describe('input from outside', () => {
  const Form = z.object({ name: z.string(), more: z.record(z.string(), z.unknown()) });

  it('abuse 24: refuses text that no table can hold, wherever it stands, and names each field', () => {
    expect(refusals(Form, { name: 'a\u0000b', more: { list: [1, { deep: '\ud800' }], fine: '𠮷\u{e0100}\n' } })).toEqual(['text.unstorable name', 'text.unstorable more.list.1.deep']);
    expect(refusals(z.string(), '\u0000', 'q')).toEqual(['text.unstorable q']);
    expect(refusals(Form, { name: '𠮷·😀\r\n', more: {} })).toEqual([]);
  });

  it('abuse 35: refuses JSON that is nested deeper than any form, without walking down it', () => {
    expect(refusals(Form, { name: 'x', more: { deep: nested(30) } })).toEqual([]);
    expect(refusals(Form, { name: 'x', more: { deep: nested(400_000) } })).toEqual(['input.too_deep more']);
  });

  it('abuse 19: refuses fields that nobody asked for, those of every object’s prototype too', () => {
    expect(refusals(Form, JSON.parse('{"name":"x","more":{},"__proto__":{"role":"reviewer"},"role":1}'))).toEqual(['unrecognized_key __proto__', 'unrecognized_key role']);
  });
});
