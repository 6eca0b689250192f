import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Post } from '@nestjs/common';
import { RegisterAccount } from '@beian/contracts/identity/registration';
import type { Problem } from '@beian/contracts/problem';
import { FORM_DATA } from '@beian/contracts/filing/forms';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { z } from 'zod';
import { Public } from '../auth/principal.guard.ts';
import { DomainError } from '../errors/domain-error.ts';
import { ZodBody } from './parse.ts';
import { parseInput } from './validate.ts';

const Wide = z.strictObject({ name: z.string().max(100), list: z.array(z.strictObject({ host: z.string() })).max(50), extra: z.record(z.string(), z.string().max(100)) });
/** The most that a body may have, less what the quotes and names around it take. */
const SIZE = 1024 * 1024 - 200;
/** Bodies that make whoever walks through them work for it; all of them 1 MB. */
const BODIES: Record<string, () => string> = {
  'nested arrays': () => `{"list":${'['.repeat(SIZE / 2)}${']'.repeat(SIZE / 2)}}`,
  'nested objects': () => `{"list":${'{"a":'.repeat(SIZE / 6)}1${'}'.repeat(SIZE / 6)}}`,
  'an array of numbers': () => `{"list":[${'0,'.repeat(SIZE / 2 - 1)}0]}`,
  'an array of empty objects': () => `{"list":[${'{},'.repeat(SIZE / 3 - 1)}{}]}`,
  'an array of texts': () => `{"list":[${'"",'.repeat(SIZE / 3 - 1)}""]}`,
  'as many fields as fit': () => `{${Array.from({ length: Math.floor(SIZE / 10) }, (_, at) => `"${at.toString(36).padStart(4, '0')}":0`).join(',')}}`,
  'as many entries as fit': () => `{"extra":{${Array.from({ length: Math.floor(SIZE / 10) }, (_, at) => `"${at.toString(36).padStart(4, '0')}":0`).join(',')}}}`,
  'one text': () => `{"name":"${'a'.repeat(SIZE)}"}`,
  'one text of blanks, for patterns that go back': () => `{"name":"${' '.repeat(SIZE - 1)}!","loginName":"${'a'.repeat(10)}","email":"${'a.'.repeat(10_000)}@"}`,
  'halves of characters': () => `{"name":"${'\\ud800'.repeat(SIZE / 6)}"}`,
};
const SCHEMAS = { 'a form': Wide, registration: RegisterAccount, 'a website': FORM_DATA.website };

/** Milliseconds of this thread's own work: others on the machine do not count. */
function workOf(act: () => void): number {
  const before = process.threadCpuUsage();
  act();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function refused(schema: z.ZodType, body: string): DomainError | undefined {
  try {
    parseInput(schema, JSON.parse(body));
    return undefined;
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

@Public()
@Controller()
class Forms {
  @Post('forms')
  take(@ZodBody(Wide) form: unknown): unknown {
    return form;
  }
}

describe('abuse 35: bodies made to keep us busy', () => {
  let app: HttpApp;
  beforeAll(async () => {
    app = await httpApp({ controllers: [Forms] }, { logLevel: 'silent' });
  });
  afterAll(() => app.close());

  it.each(Object.keys(BODIES))('%s: refused in less than 200 ms of work, whatever form it is sent to', (name) => {
    const body = BODIES[name]!();
    for (const [form, schema] of Object.entries(SCHEMAS)) {
      let error: DomainError | undefined;
      let work = Infinity;
      // Of three, as caches that others on the machine have emptied make the same work longer.
      for (let run = 0; run < 3 && work >= 200; run += 1) {
        const took = workOf(() => {
          error = refused(schema, body);
        });
        work = Math.min(work, took);
      }
      expect([form, error?.status]).toEqual([form, 422]);
      expect({ form, quick: work < 200 || `${work} ms` }).toEqual({ form, quick: true });
    }
  }, 60_000);

  it.each(Object.keys(BODIES))('%s: a short 4xx over HTTP, and the next request is served', async (name) => {
    const answer = await app.send<Problem>('POST', '/forms', { body: BODIES[name]!() });
    expect(answer.status >= 400 && answer.status < 500).toBe(true);
    expect(JSON.stringify(answer.body).length).toBeLessThan(20_000);
    expect((await app.send('POST', '/forms', { body: { name: 'x', list: [], extra: {} } })).status).toBe(201);
  }, 60_000);
});
