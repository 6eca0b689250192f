import { describe, expect, it } from '@jest/globals';
import { isSameOrigin } from './same-origin.ts';

const PUBLIC = 'http://127.0.0.1:8080';
const asked = (method: string, headers: Record<string, string | undefined> = {}) => ({ method, headers: { host: '127.0.0.1:8080', origin: PUBLIC, 'x-beian-request': '1', ...headers } });

describe('abuse 34: who may change anything', () => {
  it.each(['POST', 'PUT', 'PATCH', 'DELETE'])('our own pages by %s', (method) => {
    expect(isSameOrigin(asked(method), PUBLIC)).toBe(true);
  });

  it('anybody may read: programs, our pages, people who follow a link', () => {
    for (const headers of [{}, { 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate' }, { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }]) {
      expect([headers, isSameOrigin({ method: 'GET', headers }, PUBLIC)]).toEqual([headers, true]);
    }
  });

  it.each(['image', 'script', 'iframe', 'empty', undefined])('no page of another site reads into its own: %s', (dest) => {
    for (const site of ['cross-site', 'same-site']) {
      const mode = dest === 'iframe' ? 'navigate' : 'no-cors';
      expect(isSameOrigin({ method: 'GET', headers: { 'sec-fetch-site': site, 'sec-fetch-mode': mode, 'sec-fetch-dest': dest } }, PUBLIC)).toBe(false);
    }
  });

  it('our own pages under the other name of this machine', () => {
    expect(isSameOrigin(asked('POST', { host: 'localhost:8080', origin: 'http://localhost:8080' }), PUBLIC)).toBe(true);
  });

  it.each([
    ['a form of another site', { origin: 'https://evil.example', 'x-beian-request': undefined }],
    ['another site with the header', { origin: 'https://evil.example' }],
    ['a page without origin', { origin: undefined }],
    ['an opaque origin', { origin: 'null' }],
    ['the same host on another port', { origin: 'http://127.0.0.1:8081' }],
    ['the same host by another scheme', { origin: 'https://127.0.0.1:8080' }],
    ['a name that only begins like ours', { origin: 'http://127.0.0.1:8080.evil.example' }],
    ['an origin with a path', { origin: 'http://127.0.0.1:8080/x' }],
    ['our page without the header', { 'x-beian-request': undefined }],
    ['the header with another value', { 'x-beian-request': '0' }],
    ['a browser that says the page is another site’s', { 'sec-fetch-site': 'cross-site' }],
    ['a browser that says the page is a sibling’s', { 'sec-fetch-site': 'same-site' }],
    ['a page without origin, whatever the browser says', { origin: undefined, 'sec-fetch-site': 'same-origin' }],
    ['several origins', { origin: `${PUBLIC}, https://evil.example` }],
  ])('not %s', (_who, headers) => {
    expect(isSameOrigin(asked('POST', headers), PUBLIC)).toBe(false);
  });

  it('behind TLS not the same site without TLS, whatever the Host header says', () => {
    expect(isSameOrigin(asked('POST', { host: 'beian.example', origin: 'http://beian.example' }), 'https://beian.example')).toBe(false);
    expect(isSameOrigin(asked('POST', { host: 'internal', origin: 'https://beian.example' }), 'https://beian.example')).toBe(true);
  });
});
