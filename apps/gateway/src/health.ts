import { Router } from 'express';

const TIMEOUT_MS = 2_000;

/** Live: the process answers. Ready: also without services, which are told but do not decide, so that pages and 503s are served. */
export function health(identityUrl: string): Router {
  const router = Router();
  router.get('/live', (_request, response) => {
    response.json({ alive: true });
  });
  router.get('/ready', async (_request, response) => {
    response.json({ ready: true, parts: { identity: await isUp(identityUrl) } });
  });
  return router;
}

async function isUp(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url.replace(/\/$/, '')}/health/live`, { signal: AbortSignal.timeout(TIMEOUT_MS) })).ok;
  } catch {
    return false;
  }
}
