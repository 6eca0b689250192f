import { describe, expect, it } from '@jest/globals';
import { SERVICES } from '@beian/contracts/services';
import { ceilingsOf } from './rate-classes.ts';
import { routeOf } from './route.ts';

describe('where a request to the API goes', () => {
  it.each([
    ['/identity/sessions/current', 'identity', '/sessions/current'],
    ['/filing/applications/0190a1b2-c3d4-7e5f-8a9b-000000000004/actions/approve', 'filing', '/applications/0190a1b2-c3d4-7e5f-8a9b-000000000004/actions/approve'],
    ['/filing/filings/', 'filing', '/filings'],
    ['/subject/names/%E6%AD%A6%E6%B1%89', 'subject', '/names/%E6%AD%A6%E6%B1%89'],
  ])('%s', (path, service, inner) => {
    expect(routeOf(path)).toEqual({ service, path: inner });
  });

  it.each(SERVICES)('keeps what is for operators and the gateway of %s from the outside', (service) => {
    for (const first of ['health', 'health/ready', 'internal/x', 'tokens', 'tokens/', 'Tokens', 'TOKENS', '%74okens', 'openapi.json', 'OpenAPI.json', 'metrics']) {
      expect([first, routeOf(`/${service}/${first}`)]).toEqual([first, undefined]);
    }
  });

  it.each(['/', '//tokens', '/identity', '/identity/', '/gateway/x', '/identity//tokens', '/identity/./tokens', '/identity/x/../tokens', '/identity/%2e%2e/tokens', '/identity/%2e/tokens', '/identity/x%2f..%2ftokens', '/identity/x%5ctokens', '/identity/x\\tokens', '/identity/%00', '/identity/%0d%0aX:y', '/identity/%', '/identity/%zz', '/__proto__/x', '/constructor/x', '/identity/a b', '/identity/\u202etokens'])(
    'finds nothing at %j, which gateway and service could read differently',
    (path) => {
      expect(routeOf(path)).toBeUndefined();
    },
  );
});

describe('what is counted more strictly', () => {
  it.each([
    ['POST', '/identity/sessions', 'RATE_LOGIN'],
    ['POST', '/identity/Sessions/', 'RATE_LOGIN'],
    ['POST', '/identity/%73essions', 'RATE_LOGIN'],
    ['POST', '/identity/accounts', 'RATE_REGISTER'],
    ['GET', '/identity/captcha', 'RATE_CAPTCHA'],
    ['HEAD', '/identity/captcha', 'RATE_CAPTCHA'],
    ['GET', '/filing/public/filings', 'RATE_LOOKUP'],
    ['POST', '/identity/codes', 'RATE_CODE'],
    ['POST', '/identity/Codes/', 'RATE_CODE'],
    ['POST', '/identity/password-resets', 'RATE_CODE'],
    ['POST', '/identity/account/password', 'RATE_CODE'],
    ['POST', '/identity/account/mobile', 'RATE_CODE'],
    ['POST', '/identity/account/email', 'RATE_CODE'],
    ['POST', '/identity/sessions/second-factor', 'RATE_CODE'],
    ['POST', '/identity/sessions/second-factor', 'RATE_LOGIN'],
    ['POST', '/identity/second-factor/enrolments', 'RATE_CODE'],
    ['POST', '/identity/second-factor/enrolments/confirm', 'RATE_CODE'],
    ['POST', '/identity/enrolments', 'RATE_CODE'],
    ['GET', '/filing/public/filings/42010602000001', 'RATE_LOOKUP_HOUR'],
    ['POST', '/storage/uploads', 'RATE_UPLOAD'],
    ['PUT', '/filing/drafts/1', 'RATE_WRITE'],
    ['DELETE', '/identity/sessions/current', 'RATE_WRITE'],
    ['GET', '/filing/filings', 'RATE_API'],
  ] as const)('%s %s', (method, path, ceiling) => {
    expect(ceilingsOf('address', method, routeOf(path)!)).toContain(ceiling);
  });

  it('what sends and tries no code counts as plain writing', () => {
    for (const path of ['/identity/account/sign-ons', '/identity/administration/officers/0190a1b2/enrolment', '/identity/officers/0190a1b2/second-factor/reset', '/filing/codes']) {
      expect([path, ceilingsOf('address', 'POST', routeOf(path)!)]).toEqual([path, ['RATE_API', 'RATE_WRITE']]);
    }
  });

  it('reading counts as nothing else, by address and by account', () => {
    for (const path of ['/filing/filings', '/identity/sessions/current', '/filing/public/filings-of-the-day', '/identity/captcha-help']) {
      expect([ceilingsOf('address', 'GET', routeOf(path)!), ceilingsOf('account', 'GET', routeOf(path)!)]).toEqual([['RATE_API'], ['RATE_ACCOUNT_API']]);
    }
  });
});
