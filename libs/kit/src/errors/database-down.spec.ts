import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { openDatabase } from '../db/database.ts';
import { isDatabaseDown } from './database-down.ts';

const coded = (code: string): Error => Object.assign(new Error('from the server'), { code });

describe('a database that is down', () => {
  it.each([
    ['57P01', 'the server shuts down'],
    ['57P03', 'the server starts'],
    ['53300', 'too many connections'],
    ['57014', 'the statement took too long'],
    ['08006', 'the connection failed'],
    ['ECONNRESET', 'the socket broke'],
  ])('is told by %s: %s', (code) => {
    expect(isDatabaseDown(coded(code))).toBe(true);
    expect(isDatabaseDown(new QueryFailedError('select 1', [], coded(code)))).toBe(true);
  });

  it.each(['23505', '42501', '40001', '22P02'])('is not what %s says', (code) => {
    expect(isDatabaseDown(new QueryFailedError('select 1', [], coded(code)))).toBe(false);
  });

  it('is recognised when nobody listens', async () => {
    const opening = openDatabase({ host: '127.0.0.1', port: 1, name: 'beian', service: 'filing', role: 'api', password: 'none' });
    expect(isDatabaseDown(await opening.catch((error: unknown) => error))).toBe(true);
  });
});
