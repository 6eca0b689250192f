import { OpenSession, SessionView } from '@beian/contracts/identity/api';
import { Enrolled, Enrolment, LoginAnswer } from '@beian/contracts/identity/second-factor';
import { call } from '../../ui/api/api-client.ts';

/** Signs in (ACC-14); officers are then asked for their second factor. */
export function openSession(input: OpenSession): Promise<LoginAnswer> {
  return call('POST', '/api/identity/sessions', LoginAnswer, { body: OpenSession.parse(input) });
}

/** The second step of an officer's login. */
export function giveSecondFactor(ticket: string, code: string): Promise<SessionView> {
  return call('POST', '/api/identity/sessions/second-factor', SessionView, { body: { ticket, code } });
}

/** A secret for the officer's authenticator, shown this once. */
export function beginEnrolment(ticket: string): Promise<Enrolment> {
  return call('POST', '/api/identity/second-factor/enrolments', Enrolment, { body: { ticket } });
}

export function confirmEnrolment(ticket: string, code: string): Promise<Enrolled> {
  return call('POST', '/api/identity/second-factor/enrolments/confirm', Enrolled, { body: { ticket, code } });
}
