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

  it.each<[string, z.ZodType, unknown, string]>([
    ['one of a list', z.enum(['own', 'cloud']), 'borrowed', '请从列出的选项中选择'],
    ['yes or no', z.boolean(), 'yes', '填写的内容类型不正确，请重新填写'],
    ['a whole number', z.int(), 1.5, '填写的内容类型不正确，请重新填写'],
    ['a day', z.iso.date(), '2026-02-30', '请填写正确的日期，例如2026-01-05'],
    ['an id', z.uuid(), 'photo.jpg', '所选内容不存在，请重新选择或上传'],
    ['a pattern', z.string().regex(/^\d{6}$/), '湖北', '格式不正确，请核对后重新填写'],
    ['either of two', z.union([z.int(), z.boolean()]), 'x', '填写的内容不正确，请核对后重新填写'],
    ['a text', z.string().min(1), '', '请填写此项'],
    ['a long text', z.string().min(10), '短', '至少10字'],
    ['a short text', z.string().max(2), '太长了', '最多2字'],
    ['a short list', z.array(z.int()).max(1), [1, 2], '最多1项'],
    ['a list', z.array(z.int()).min(2), [1], '至少2项'],
    ['a small number', z.int().max(9), 10, '不大于9'],
    ['a number that counts', z.int().min(0), -1, '不小于0'],
    ['anything', z.int(), undefined, '请填写此项'],
  ])('says what to do about %s in Chinese, without the words of programs', (_what, schema, input, message) => {
    expect(() => parseInput(z.object({ field: schema }), { field: input })).toThrow(expect.objectContaining({ fields: [expect.objectContaining({ field: 'field', message })] }));
  });
});
