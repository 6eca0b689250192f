/** What was typed on the registration page and may be kept: no password, no certificate number. */
export interface RegistrationDraft {
  readonly loginName?: string;
  readonly realName?: string;
  readonly mobile?: string;
  readonly email?: string;
}

const KEY = 'beian.registration';

/** Kept for this tab only, so that a look at another page or a reload loses nothing. */
export function keepRegistration({ loginName, realName, mobile, email }: RegistrationDraft): void {
  sessionStorage.setItem(KEY, JSON.stringify({ loginName, realName, mobile, email }));
}

export function readRegistration(): RegistrationDraft {
  return JSON.parse(sessionStorage.getItem(KEY) ?? '{}') as RegistrationDraft;
}

export function forgetRegistration(): void {
  sessionStorage.removeItem(KEY);
}
