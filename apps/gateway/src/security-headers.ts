import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * Headers of every answer; a service's own stricter ones (uploads) take their place. Ant Design writes its styles into
 * <style> elements and style attributes at run time, hence 'unsafe-inline' for styles; scripts come from files only.
 */
export function securityHeaders(publicOrigin: string): RequestHandler[] {
  const secure = new URL(publicOrigin).protocol === 'https:';
  const own = ["'self'"];
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: own,
        scriptSrc: own,
        scriptSrcAttr: ["'none'"],
        styleSrc: [...own, "'unsafe-inline'"],
        imgSrc: [...own, 'data:', 'blob:'],
        fontSrc: [...own, 'data:'],
        connectSrc: own,
        workerSrc: [...own, 'blob:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: own,
        frameAncestors: ["'none'"],
        ...(secure && { upgradeInsecureRequests: [] }),
      },
    },
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false },
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
  });
  const permissions: RequestHandler = (_request, response, next) => {
    response.setHeader('permissions-policy', 'camera=(), microphone=(), geolocation=(), payment=(), usb=()');
    next();
  };
  return [headers, permissions];
}
