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

  it('puts the correlation id on every line of a request', () => {
    expect(JSON.parse(logged((log) => withCorrelation('request-0001', () => log.info('seen'))))).toMatchObject({ service: 'spec', correlation: 'request-0001', msg: 'seen' });
  });
});
