import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { withCorrelation } from './correlation.ts';
import { createLogger } from './logger.ts';

function logged(write: (log: ReturnType<typeof createLogger>) => void): string {
  let text = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk);
      done();
    },
  });
  write(createLogger('spec', 'info', sink));
  return text;
}

describe('the log', () => {
  it('holds no credentials and no personal fields, three levels deep', () => {
    const person = { name: '王小明', mobile: '13800138000', idNumber: '11010119900307123X' };
    const text = logged((log) => log.info({ ...person, person, request: { headers: { authorization: 'Bearer abc', cookie: 'sid=1' }, person } }, 'seen'));
    for (const secret of ['王小明', '13800138000', '11010119900307123X', 'Bearer abc', 'sid=1']) expect(text).not.toContain(secret);
    expect(text).toContain('[redacted]');
  });

  it('leaves the parameters and rows that drivers hang on errors out', () => {
    const cause = Object.assign(new Error('duplicate key value'), { detail: 'Key (mobile)=(13800138000) already exists', code: '23505' });
    const text = logged((log) => log.error({ err: new QueryFailedError('insert …', ['13800138000'], cause) }, 'failed'));
    expect(text).toContain('duplicate key value');
    expect(text).not.toContain('13800138000');
  });

  it.each([
    ['err', new QueryFailedError('insert into account values ($1)', ['13800138000', '王小明'], Object.assign(new Error('duplicate key'), { detail: 'Key (mobile)=(13800138000) already exists', where: '王小明' }))],
    ['reason', new QueryFailedError('update subject set name = $1', ['王小明'], new Error('timeout'))],
    ['err', Object.assign(new Error('Request failed with status code 500'), { isAxiosError: true, config: { headers: { Authorization: 'Bearer abcdefgh12345' }, data: '{"mobile":"13800138000"}' }, response: { data: { name: '王小明' } } })],
    ['fault', Object.assign(new Error('Activity task failed'), { name: 'ActivityFailure', details: [{ idNumber: '11010119900307123X' }], cause: Object.assign(new Error('inner'), { details: ['王小明'], parameters: ['13800138000'] }) })],
    ['error', new AggregateError([new Error('王小明 13800138000')], 'all failed')],
  ])('abuse 33: of an error under “%s” only kind, message, code and stack are left', (key, error) => {
    const text = logged((log) => log.error({ [key]: error }, 'failed'));
    expect(text).toContain(error.message);
    for (const secret of ['王小明', '13800138000', '11010119900307123X', 'abcdefgh12345']) expect(text).not.toContain(secret);
  });

  it('abuse 33: whatever a line is told, it stays one record, and no terminal obeys it', () => {
    const hostile = ['a\r\n{"level":60,"msg":"forged"}', '\u001b[2J\u001b[31mred', 'c1 \u009b31m', 'sep \u2028 \u2029', 'turned \u202egpj.exe', 'back\b\b\b', 'nul \u0000', '"} , {"level":60,"msg":"forged"'];
    for (const text of hostile) {
      const line = logged((log) => log.info({ path: text, [text]: text }, text));
      expect(line.endsWith('\n')).toBe(true);
      expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/);
      expect(JSON.parse(line)).toMatchObject({ level: 30, service: 'spec', msg: text, path: text });
    }
  });

  it('masks numbers of persons, mail, tokens and passwords that slip into messages, paths and bare numbers', () => {
    const slips = {
      '手机13800138000已占用': '手机138****8000已占用',
      'call +86 138-0013-8000 or 8613800138000': 'call +86 138****8000 or 86138****8000',
      'invalid input syntax for type uuid: "11010119900307123X"': 'invalid input syntax for type uuid: "110101************"',
      'GET /public/13800138000/x': 'GET /public/138****8000/x',
      'to wang.xm@mail-sample.cn': 'to ***@mail-sample.cn',
      'postgres://beian:hunter2@db:5432/beian': 'postgres://[credentials]@db:5432/beian',
      'Authorization: Bearer abcdefgh.12345678': 'Authorization: Bearer [token]',
      'eyJhbGciOiJFZERTQSJ9.eyJkYXRhIjp7fX0.c2lnbmF0dXJl': '[token]',
      'cookie __Host-beian_session=AbCdEf012345': 'cookie __Host-beian_session=[token]',
      'password=hunter2 token: "abc123"': 'password=[redacted] token: "[redacted]"',
    };
    for (const [slip, masked] of Object.entries(slips)) expect(JSON.parse(logged((log) => log.info(slip)))).toMatchObject({ msg: masked });
    expect(JSON.parse(logged((log) => log.info({ value: 13800138000, list: [1, '13800138000'] }, 'x')))).toMatchObject({ value: '138****8000', list: [1, '138****8000'] });
  });

  it('leaves ids, filing numbers, times and amounts as they are', () => {
    const plain = { id: '0190a1b2-1380-7138-8001-138001380001', number: '42010602000001', at: '2026-11-23T13:80:01.380Z', ms: 1764500000000, digest: 'a13800138000b', bytes: 1048576, code: '91420106MA12345678', address: '127.0.0.1:13800' };
    expect(JSON.parse(logged((log) => log.info(plain, 'x')))).toMatchObject({ ...plain, address: '[redacted]' });
  });

  it('ends texts that have no end', () => {
    const line = logged((log) => log.info({ path: '/x', answer: 'y'.repeat(1_000_000) }, 'seen'));
    expect(line.length).toBeLessThan(6_000);
    expect(JSON.parse(line)).toMatchObject({ path: '/x', msg: 'seen' });
  });

  it('puts the correlation id on every line of a request', () => {
    expect(JSON.parse(logged((log) => withCorrelation('request-0001', () => log.info('seen'))))).toMatchObject({ service: 'spec', correlation: 'request-0001', msg: 'seen' });
  });
});
