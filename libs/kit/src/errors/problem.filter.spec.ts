import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, NotFoundException, Post } from '@nestjs/common';
import { Problem } from '@beian/contracts/problem';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { QueryFailedError } from 'typeorm';
import { z } from 'zod';
import { Public } from '../auth/principal.guard.ts';
import { Answers, ZodBody, ZodParam, ZodQuery } from '../http/parse.ts';
import { conflict } from './domain-error.ts';

const Site = z.object({ name: z.string().min(2), owners: z.array(z.object({ mobile: z.string().refine((value) => /^1\d{10}$/.test(value), { params: { code: 'mobile.invalid' }, error: '手机号码有误' }) })) });
const Page = z.object({ size: z.coerce.number().int().max(100).default(20) });

@Public()
@Controller()
class Faults {
  @Get('faults/:kind')
  fail(@ZodParam('kind', z.enum(['refused', 'secret', 'database', 'framework', 'unique', 'foreign'])) kind: string): never {
    if (kind === 'refused') throw conflict('application.taken', '该申请已由他人受理');
    if (kind === 'database') throw Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    if (kind === 'unique' || kind === 'foreign') throw new QueryFailedError('insert into filing', [], Object.assign(new Error('Key (id)=(7) of table "filing"'), { code: kind === 'unique' ? '23505' : '23503' }));
    if (kind === 'framework') throw new NotFoundException();
    throw new Error('password is hunter2');
  }

  @Answers(Site)
  @Post('sites')
  create(@ZodBody(Site) site: unknown): unknown {
    return site;
  }

  @Get('sites')
  list(@ZodQuery(Page) page: unknown): unknown {
    return page;
  }
}

describe('answers to what went wrong', () => {
  let app: HttpApp;
  beforeAll(async () => {
    app = await httpApp({ controllers: [Faults] }, { logLevel: 'silent' });
  });
  afterAll(() => app.close());

  it.each([
    ['/faults/refused', 409, 'application.taken', '该申请已由他人受理'],
    ['/faults/database', 503, 'database.unavailable', '系统暂时繁忙，请稍后重试'],
    ['/faults/framework', 404, 'route.not_found', '未找到该页面或接口'],
    ['/nowhere', 404, 'route.not_found', '未找到该页面或接口'],
    ['/faults/other', 422, 'input.invalid', '提交的内容有误，请按提示修改'],
  ])('%s is a problem with status %i and code %s', async (path, status, code, title) => {
    const answer = await app.send('GET', path);
    expect(answer).toMatchObject({ status, body: { status, code, title, type: `urn:beian:problem:${code}` } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(Problem.parse(answer.body).correlation).toBe(answer.headers.get('x-correlation-id'));
  });

  it('abuse 4: whatever key was violated, the answer is one and the same, and names neither table nor value', async () => {
    const answers = await Promise.all(['unique', 'foreign'].map((kind) => app.send<Record<string, unknown>>('GET', `/faults/${kind}`)));
    const told = answers.map(({ status, body: { correlation: _each, ...problem } }) => ({ status, problem }));
    expect(told[0]).toMatchObject({ status: 409, problem: { code: 'record.conflict' } });
    expect(told[1]).toEqual(told[0]);
    expect(JSON.stringify(told)).not.toMatch(/filing|\(7\)/);
  });

  it('tells nothing of what nobody foresaw but the correlation id', async () => {
    const answer = await app.send('GET', '/faults/secret', { headers: { 'x-correlation-id': 'request-0001' } });
    expect(answer).toMatchObject({ status: 500, body: { code: 'platform.unexpected', correlation: 'request-0001' } });
    expect(JSON.stringify(answer.body)).not.toContain('hunter2');
  });

  it('does not take over a correlation id that could forge log lines', async () => {
    const answer = await app.send('GET', '/sites', { headers: { 'x-correlation-id': 'a"} {"level":60' } });
    expect(answer.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('names every faulty field at once, in Chinese, with its path and code', async () => {
    const answer = await app.send('POST', '/sites', { body: { name: 'x', owners: [{ mobile: '13800138000' }, { mobile: '12' }, {}], extra: 1 } });
    expect(answer.status).toBe(422);
    expect(Problem.parse(answer.body).fields).toEqual([
      expect.objectContaining({ field: 'name', code: 'too_small' }),
      { field: 'owners.1.mobile', code: 'mobile.invalid', message: '手机号码有误' },
      { field: 'owners.2.mobile', code: 'required', message: '请填写此项' },
      { field: 'extra', code: 'unrecognized_key', message: '不支持的字段' },
    ]);
  });

  it.each([
    ['malformed JSON', '{"name":', 400, 'request.malformed'],
    ['more than 1 MB', JSON.stringify({ name: 'x'.repeat(1_100_000) }), 413, 'request.too_large'],
  ])('refuses %s', async (_name, body, status, code) => {
    expect(await app.send('POST', '/sites', { body })).toMatchObject({ status, body: { code } });
  });

  it('parses the query, and refuses names it does not know', async () => {
    expect((await app.send('GET', '/sites?size=5')).body).toEqual({ size: 5 });
    expect((await app.send('GET', '/sites')).body).toEqual({ size: 20 });
    expect((await app.send('GET', '/sites?sise=5')).status).toBe(422);
  });

  it('describes requests and answers by OpenAPI', async () => {
    const { body } = await app.send<{ paths: Record<string, Record<string, unknown>> }>('GET', '/openapi.json');
    expect(body.paths['/sites']!['post']).toMatchObject({
      requestBody: { content: { 'application/json': { schema: { properties: { name: { minLength: 2 } } } } } },
      responses: { 200: { content: { 'application/json': { schema: { required: ['name', 'owners'] } } } } },
    });
    expect(body.paths['/sites']!['get']).toMatchObject({ parameters: [{ name: 'size', in: 'query', required: false, schema: { type: 'integer', maximum: 100 } }] });
    expect(body.paths['/faults/{kind}']!['get']).toMatchObject({ parameters: [{ name: 'kind', in: 'path', required: true }] });
  });
});
