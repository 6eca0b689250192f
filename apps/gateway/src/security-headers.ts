import type { RequestHandler } from 'express';
import helmet from 'helmet';
import type { GatewayEnvironment } from './config.ts';

/** For answers that hold data: whatever such an answer is taken for, it loads and runs nothing and stands in no frame. */
export const DATA_POLICY = "default-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * What a page may load: files of the own origin. Ant Design writes <style> elements at run time, which carry the nonce of
 * their page; style attributes written in markup, inline scripts, event attributes and eval are refused.
 */
export function pagePolicy(publicOrigin: string, nonce?: string): string {
  const policy: Readonly<Record<string, string>> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'script-src-attr': "'none'",
    'style-src': nonce === undefined ? "'self'" : `'self' 'nonce-${nonce}'`,
    'style-src-attr': "'none'",
    'img-src': "'self' data: blob:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'manifest-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  };
  const directives = Object.entries(policy).map(([name, sources]) => `${name} ${sources}`);
  return [...directives, ...(publicOrigin.startsWith('https:') ? ['upgrade-insecure-requests'] : [])].join('; ');
}

const UNUSED = ['accelerometer', 'autoplay', 'bluetooth', 'camera', 'display-capture', 'encrypted-media', 'fullscreen', 'geolocation', 'gyroscope', 'hid', 'identity-credentials-get', 'idle-detection', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture', 'publickey-credentials-create', 'publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'web-share', 'xr-spatial-tracking'];

/** Headers of every answer. The content policy follows what is answered: a page, a file, data. */
export function securityHeaders({ GATEWAY_ORIGIN: origin, HSTS_SECONDS: maxAge, HSTS_SUBDOMAINS: subdomains }: GatewayEnvironment): RequestHandler[] {
  const headers = helmet({
    contentSecurityPolicy: false,
    strictTransportSecurity: origin.startsWith('https:') && maxAge > 0 && { maxAge, includeSubDomains: subdomains === 'true' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  const file = pagePolicy(origin);
  const more: RequestHandler = (_request, response, next) => {
    response.setHeader('permissions-policy', UNUSED.map((name) => `${name}=()`).join(', '));
    response.setHeader('content-security-policy', file);
    next();
  };
  return [headers, more];
}
