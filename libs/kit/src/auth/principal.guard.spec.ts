import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { ANONYMOUS, type Principal } from '@beian/contracts/principal';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { testKeys } from '@beian/testing/keys';
import { anApplicant, anOfficer } from '@beian/testing/principals';
import { Caller, PRINCIPAL_TOKEN, Public, Roles, SignedIn } from './principal.guard.ts';

@Controller()
class Doors {
  @Get('forgotten')
  forgotten(): string {
    return 'open';
  }

  @Public()
  @Get('public')
  open(@Caller() caller: Principal): Principal {
    return caller;
  }

  @SignedIn()
  @Get('own')
  own(@Caller() caller: Principal): Principal {
    return caller;
  }

  @Roles('supervisor', 'inspector')
  @Get('desk')
  desk(): string {
    return 'open';
  }
}

@Roles('administrator')
@Controller('admin')
class Admin {
  @Get()
  closed(): string {
    return 'open';
  }

  @Public()
  @Get('notice')
  notice(): string {
    return 'open';
  }
}

describe('the guard of every route', () => {
  let app: HttpApp;
  beforeAll(async () => {
    app = await httpApp({ controllers: [Doors, Admin] });
  });
  afterAll(() => app.close());

  const status = async (path: string, as?: Principal): Promise<number> => (await app.send('GET', path, as && { as })).status;
  const withToken = async (authorization: string) => app.send<{ code: string }>('GET', '/public', { headers: { authorization } });

  it('is closed where a route has no decorator', async () => {
    expect(await status('/forgotten')).toBe(403);
    expect(await status('/forgotten', anOfficer({ roles: ['administrator'] }))).toBe(403);
  });

  it('lets anybody through a public route, as nobody unless signed in', async () => {
    expect((await app.send('GET', '/public')).body).toEqual(ANONYMOUS);
    const officer = anOfficer();
    expect((await app.send('GET', '/public', { as: officer })).body).toMatchObject({ account: officer.account });
  });

  it('asks to sign in before it speaks of rights', async () => {
    expect((await app.send('GET', '/own')).body).toMatchObject({ status: 401, code: 'session.required' });
    expect(await status('/desk')).toBe(401);
  });

  it('hands on the principal with its token', async () => {
    const applicant = anApplicant();
    const { body } = await app.send<Principal>('GET', '/own', { as: applicant });
    expect(body).toMatchObject({ account: applicant.account, roles: ['applicant'], session: applicant.session });
    expect(body.token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
  });

  it('asks for one of the roles', async () => {
    expect(await status('/desk', anOfficer({ roles: ['inspector'] }))).toBe(200);
    expect(await status('/desk', anOfficer({ roles: ['reviewer'] }))).toBe(403);
    expect(await status('/desk', anApplicant())).toBe(403);
  });

  it('reads the decorator of the class where the method has none', async () => {
    expect(await status('/admin', anOfficer())).toBe(403);
    expect(await status('/admin', anOfficer({ roles: ['administrator'] }))).toBe(200);
    expect(await status('/admin/notice')).toBe(200);
  });

  it('refuses a bad token even on a public route', async () => {
    const { token: _token, ...payload } = anApplicant();
    const bad = [
      'Bearer nonsense',
      'Basic YTpi',
      `Bearer ${await testKeys('filing').sign(PRINCIPAL_TOKEN, payload, 60)}`,
      `Bearer ${await testKeys('identity').sign('beian.other.v1', payload, 60)}`,
      `Bearer ${await testKeys('identity').sign(PRINCIPAL_TOKEN, payload, -60)}`,
      `Bearer ${await testKeys('identity').sign(PRINCIPAL_TOKEN, { ...payload, roles: ['emperor'] }, 60)}`,
      `Bearer ${await testKeys('identity').sign(PRINCIPAL_TOKEN, { ...payload, kind: 'platform' }, 60)}`,
    ];
    for (const authorization of bad) expect(await withToken(authorization)).toMatchObject({ status: 401, body: { code: 'session.invalid' } });
  });
});
