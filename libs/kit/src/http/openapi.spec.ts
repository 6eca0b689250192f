import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { z } from 'zod';
import { Public, Roles } from '../auth/principal.guard.ts';
import { Answers, ZodBody, ZodParam } from './parse.ts';

const Site = z.object({ name: z.string() });

@Roles('applicant')
@Controller('sites')
class Sites {
  @Get()
  @Public()
  @Answers(z.array(Site))
  list(): object[] {
    return [];
  }

  @Post()
  @Answers(Site, 201)
  add(@ZodBody(Site) site: unknown): unknown {
    return site;
  }

  @Delete(':id')
  @HttpCode(204)
  remove(@ZodParam('id', z.uuid()) _id: string): void {}
}

describe('the OpenAPI document of a service', () => {
  let app: HttpApp;
  let document: OpenAPIObject;
  beforeAll(async () => {
    app = await httpApp({ controllers: [Sites] });
    document = (await app.send<OpenAPIObject>('GET', '/openapi.json')).body;
  });
  afterAll(() => app.close());

  const statuses = (path: string, method: 'get' | 'post' | 'delete'): string[] => Object.keys(document.paths[path]?.[method]?.responses ?? {}).sort();

  it('names with each operation the refusals that it may meet, and no others', () => {
    expect(statuses('/sites', 'get')).toEqual(['200', '400', '401', '429', '503']);
    expect(statuses('/sites', 'post')).toEqual(['201', '400', '401', '403', '404', '409', '411', '413', '415', '422', '429', '503']);
    expect(statuses('/sites/{id}', 'delete')).toEqual(['204', '400', '401', '403', '404', '409', '411', '413', '415', '422', '429', '503']);
  });

  it('says who may call an operation; the word of a method counts before that of its class', () => {
    expect(document.paths['/sites']?.get).toHaveProperty('x-access', { kind: 'public' });
    expect(document.paths['/sites']?.post).toHaveProperty('x-access', { kind: 'roles', roles: ['applicant'] });
  });

  it('describes every refusal as a problem of RFC 9457', async () => {
    const named = Object.values(document.components?.responses ?? {}).map((response) => Object.keys('content' in response ? response.content ?? {} : {}));
    expect(named.length).toBeGreaterThan(8);
    expect(named).toEqual(named.map(() => ['application/problem+json']));
    const { headers, status } = await app.send('POST', '/sites', { body: {} });
    expect([status, headers.get('content-type')]).toEqual([401, 'application/problem+json; charset=utf-8']);
  });
});
