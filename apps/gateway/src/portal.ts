import { join } from 'node:path';
import compression from 'compression';
import express, { Router } from 'express';
import { routeUnknown } from './problems.ts';

const IMMUTABLE = 'public, max-age=31536000, immutable';
/** Vite names every built asset by its content. */
const HASHED = /[/\\]assets[/\\]/;

/** The built portal: assets kept for ever, pages asked for each time, every page's address answered by the one page. */
export function portal(directory: string): Router {
  const router = Router();
  router.use(compression());
  router.use(
    express.static(directory, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders: (response, path) => {
        response.setHeader('cache-control', HASHED.test(path) ? IMMUTABLE : 'no-cache');
      },
    }),
  );
  router.use((request, response, next) => {
    // A missing file is missing: the page in its place would be taken for a script or a picture.
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/\.[A-Za-z0-9]+$/.test(request.path);
    if (!isPage) return next(routeUnknown());
    response.setHeader('cache-control', 'no-cache');
    return response.sendFile(join(directory, 'index.html'), { cacheControl: false }, (fault) => {
      if (fault) next(routeUnknown());
    });
  });
  return router;
}
