import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import compression from 'compression';
import express, { Router } from 'express';
import { routeUnknown } from './problems.ts';
import { pagePolicy } from './security-headers.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Vite names every built asset by its content. */
const HASHED = /[/\\]assets[/\\]/;
const PAGE = '/index.html';
/** Stands in the portal's index.html where the nonce belongs. */
const NONCE_PLACE = '__CSP_NONCE__';

/** The built portal: assets kept for ever, pages asked for each time, every page's address answered by the one page. */
export function portal(directory: string, origin: string): Router {
  const router = Router();
  router.use(compression());
  const files = express.static(directory, {
    index: false,
    redirect: false,
    dotfiles: 'ignore',
    setHeaders: (response, path) => {
      response.setHeader('cache-control', HASHED.test(path) ? IMMUTABLE : 'no-cache');
    },
  });
  router.use((request, response, next) => (request.path === PAGE ? next() : files(request, response, next)));
  router.use(async (request, response, next) => {
    // A missing file is missing: the page in its place would be taken for a script or a picture.
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && (request.path === PAGE || !/\.[A-Za-z0-9]+$/.test(request.path));
    if (!isPage) return next(routeUnknown());
    const page = await readFile(join(directory, PAGE), 'utf8').catch(() => undefined);
    if (page === undefined) return next(routeUnknown());
    const nonce = randomBytes(18).toString('base64');
    // Never kept: an old page's nonce would not be the one of the new answer's policy.
    response.setHeader('cache-control', 'no-store');
    response.setHeader('content-security-policy', pagePolicy(origin, nonce));
    return response.type('html').send(page.replaceAll(NONCE_PLACE, nonce));
  });
  return router;
}
