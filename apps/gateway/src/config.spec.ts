import { describe, expect, it } from '@jest/globals';
import { gatewayEnvironment } from './config.ts';

const GIVEN = { KEYS_DIR: '/keys', PORTAL_DIR: '/portal', SERVICES: '{"identity":"http://127.0.0.1:8101"}' };

describe('the gateway’s configuration', () => {
  it('needs keys, portal and identity; everything else has a default', () => {
    expect(gatewayEnvironment.parse(GIVEN)).toMatchObject({ PORT: 8080, HOST: '127.0.0.1', TRUSTED_PROXIES: [], RATE_LOGIN: 60, SERVICES: { identity: 'http://127.0.0.1:8101' } });
  });

  it('takes proxies by address or network, not by their number', () => {
    expect(gatewayEnvironment.parse({ ...GIVEN, TRUSTED_PROXIES: '10.0.0.0/8, 127.0.0.1,fd00::/8' }).TRUSTED_PROXIES).toEqual(['10.0.0.0/8', '127.0.0.1', 'fd00::/8']);
    for (const proxies of ['1', 'loopback', '10.0.0.0/33', 'true', '0x7f000001']) expect([proxies, gatewayEnvironment.safeParse({ ...GIVEN, TRUSTED_PROXIES: proxies }).success]).toEqual([proxies, false]);
  });

  it.each([
    ['no JSON', 'identity=http://x'],
    ['no address', '{"identity":"somewhere"}'],
    ['no service of ours', '{"identity":"http://x","billing":"http://y"}'],
    ['no identity', '{"filing":"http://127.0.0.1:8103"}'],
  ])('refuses SERVICES with %s', (_case, services) => {
    expect(gatewayEnvironment.safeParse({ ...GIVEN, SERVICES: services }).success).toBe(false);
  });
});
