import { Router, urlencoded, type Request, type Response } from 'express';
import type Provider from 'oidc-provider';
import { checkPage, faultPage, peoplePage } from './pages.ts';
import { WEAK_ACR, type Realm } from './realm.ts';

/** The login pages of a realm: choose a person, pass or skip the check, or cancel. */
export function interactionPages(realm: Realm, provider: Provider, gatewayOrigin: string): Router {
  const router = Router();
  router.use(urlencoded({ extended: false, limit: '10kb' }));
  const actionOf = (uid: string): string => `/${realm.name}/interaction/${uid}`;
  const personOf = (request: Request) => realm.people.find(({ id }) => id === (request.body as Record<string, unknown> | undefined)?.['person']);

  router.get('/:uid', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    send(response, peoplePage(realm, realm.people, actionOf(uid)));
  });
  router.post('/:uid/person', async (request, response) => {
    const { uid } = await provider.interactionDetails(request, response);
    const person = personOf(request);
    send(response, person ? checkPage(realm, realm.secondStep, person, actionOf(uid)) : peoplePage(realm, realm.people, actionOf(uid)));
  });
  router.post('/:uid/confirm', async (request, response) => {
    await provider.interactionDetails(request, response);
    const person = personOf(request);
    const checked = (request.body as Record<string, unknown>)['checked'] === 'yes';
    if (!person) return void send(response, faultPage(realm, gatewayOrigin, 'unknown_person'));
    const login = { accountId: person.id, acr: checked ? realm.strongAcr : WEAK_ACR, amr: checked ? ['pwd', 'mfa'] : ['pwd'], remember: true };
    return provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false });
  });
  router.post('/:uid/cancel', async (request, response) => {
    await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'cancelled' }, { mergeWithLastSubmission: false });
  });
  return router;
}

function send(response: Response, html: string): void {
  response.setHeader('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'");
  response.setHeader('cache-control', 'no-store');
  response.type('html').send(html);
}
