import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '@beian/contracts/principal';
import type { Problem } from '@beian/contracts/problem';
import { newId } from '@beian/kit/http/uuid';
import { httpApp, type HttpApp } from '@beian/testing/http-app';
import { anApplicant, anAuditor, anOfficer } from '@beian/testing/principals';
import { ChangeController } from '../change/change.controller.ts';
import { ChangeQueries } from '../change/change.queries.ts';
import { ChangeService } from '../change/change.service.ts';
import { WithdrawalService } from '../change/withdrawal.service.ts';
import { HistoryQueries } from '../review/history.queries.ts';
import { ReviewController } from '../review/review.controller.ts';
import { ReviewService } from '../review/review.service.ts';
import { ReceiptService } from './receipt.service.ts';
import { anIndividualForm } from './subject-form.sample.ts';
import { SubjectController } from './subject.controller.ts';
import { SubjectQueries } from './subject.queries.ts';
import { SubjectService } from './subject.service.ts';

const calls: unknown[][] = [];
const said = (name: string) => async (_caller: Principal, ...rest: unknown[]) => {
  calls.push([name, ...rest]);
  return { name };
};
let app: HttpApp;

beforeAll(async () => {
  const fakes = [
    { provide: SubjectService, useValue: { submit: said('submit'), revise: said('revise') } },
    { provide: SubjectQueries, useValue: { list: said('list'), own: said('own') } },
    { provide: ReceiptService, useValue: { issue: said('receipt') } },
    { provide: ReviewService, useValue: { view: said('view') } },
    { provide: HistoryQueries, useValue: { steps: said('steps') } },
    { provide: WithdrawalService, useValue: { withdraw: said('withdraw') } },
    { provide: ChangeService, useValue: { submit: said('change') } },
    { provide: ChangeQueries, useValue: { pending: said('pending'), approved: said('approved') } },
  ];
  app = await httpApp({ controllers: [SubjectController, ChangeController, ReviewController], providers: fakes }, { service: 'subject', logLevel: 'silent' });
});
afterAll(() => app.close());

const id = '01989d3e-6c1a-7b4e-8a55-2f6c1d7e9b01';
const data = anIndividualForm(newId());
const OWNERS: [string, string, unknown?][] = [
  ['POST', '/subjects', { subject: id, data, uploads: [] }], ['PUT', `/subjects/${id}`, { data, uploads: [], expectedRevision: 1 }], ['GET', '/subjects'], ['GET', `/subjects/${id}`], ['POST', `/subjects/${id}/receipt`],
  ['POST', `/subjects/${id}/changes`, { data, uploads: [], expectedRevision: 1 }], ['GET', `/subjects/${id}/changes`], ['GET', `/subjects/${id}/change`],
  ['POST', `/subjects/${id}/change/withdrawal`, { expectedRevision: 2 }],
];
const OFFICERS: [string, string, unknown?][] = [['GET', `/subjects/${id}/revisions/1`], ['GET', `/subjects/${id}/revisions`]];
const status = async (as: Principal | undefined, [method, path, body]: [string, string, unknown?]) => (await app.send(method, path, { ...(as && { as }), body })).status;

describe('who may call what', () => {
  it.each(OWNERS)('%s %s is for applicants', async (...route) => {
    expect(await status(anApplicant(), route)).toBeLessThan(300);
    expect([await status(undefined, route), await status(anOfficer(), route), await status(anAuditor(), route)]).toEqual([401, 403, 403]);
  });

  it.each(OFFICERS)('%s %s is for officers who work on cases', async (...route) => {
    const officers = (['reviewer', 'inspector', 'supervisor'] as const).map((role) => anOfficer({ roles: [role] }));
    expect(await Promise.all(officers.map((officer) => status(officer, route)))).toEqual([200, 200, 200]);
    const others = [undefined, anApplicant(), anAuditor(), anOfficer({ roles: ['administrator'] }), anOfficer({ roles: ['cyberspace'] })];
    expect(await Promise.all(others.map((other) => status(other, route)))).toEqual([401, 403, 403, 403, 403]);
  });
});

describe('what a request may hold', () => {
  const faults = async (body: unknown) => (await app.send<Problem>('POST', '/subjects', { as: anApplicant(), body })).body.fields?.map(({ field }) => field);

  it('abuse 19: unknown fields, wrong shapes and missing ones are named by their path', async () => {
    expect(await faults({ subject: id, data: { ...data, state: 'approved' }, uploads: [], owner: newId() })).toEqual(['data.state', 'owner']);
    expect(await faults({ subject: [id], data: { ...data, responsible: { ...data.responsible, name: null } }, uploads: 'x' })).toEqual(['subject', 'data.responsible.name', 'uploads']);
    expect(await faults({ subject: id, data: { ...data, responsible: { ...data.responsible, mobile: undefined } }, uploads: [] })).toEqual(['data.responsible.mobile']);
    expect(await faults({})).toEqual(['subject', 'data', 'uploads']);
  });

  it('ids have one spelling, and what is no id or revision is refused', async () => {
    calls.length = 0;
    await app.send('GET', `/subjects/${id.toUpperCase()}`, { as: anApplicant() });
    await app.send('GET', `/subjects/${id.toUpperCase()}/revisions/2`, { as: anOfficer() });
    expect(calls).toEqual([['own', id], ['view', id, 2]]);
    expect(await status(anApplicant(), ['GET', '/subjects/1%20or%201'])).toBe(422);
    for (const revision of ['0', '-1', '1.5', 'x', '9999999999']) expect(await status(anOfficer(), ['GET', `/subjects/${id}/revisions/${revision}`])).toBe(422);
  });
});
