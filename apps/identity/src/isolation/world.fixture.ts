import type { Principal, Role } from '@beian/contracts/principal';
import { newId } from '@beian/kit/http/uuid';

/** Somebody with an account, as the spec's own model knows them. */
export interface Resident {
  readonly account: string;
  readonly bureau: number | null;
  readonly roles: readonly Role[];
}

/** The bureaus of the small province, each with all below it, written down by hand. */
export const BELOW: Readonly<Record<number, readonly number[]>> = { 1: [1, 2, 3, 4, 5], 2: [2, 3, 4], 3: [3], 4: [4], 5: [5], 6: [6] };

type Admin = <T extends Record<string, unknown>>(sql: string, params?: unknown[]) => Promise<T[]>;

// Whatever belongs to one account has that account's id, so that one list of ids says what a table shows.
const BELONGINGS = [
  `insert into session (id, account, token_hash, factor, idle, opened_at, last_seen_at, expires_at) select gen_random_uuid(), id, id::text, 'password', '1 hour', now(), now(), now() + interval '1 hour' from account`,
  `insert into credential (account, hash) select id, 'none' from account on conflict do nothing`,
  `insert into sign_on (id, version, account, provider, subject, linked_at) select id, 1, id, 'citizens', id::text, now() from account`,
  `insert into sign_on_history (id, version, at, action, patch) select id, 1, now(), 'sign_on.link', '{}' from sign_on`,
  `insert into leave (id, version, officer, bureau, from_day, to_day) select id, 1, id, bureau, '2026-01-01', '2026-01-02' from officer`,
  `insert into leave_history (id, version, at, action, patch) select id, 1, now(), 'leave.grant', '{}' from leave`,
  `insert into enrolment (id, account, code_hash, issued_at, expires_at) select id, id, id::text, now(), now() from officer`,
  `insert into second_factor (account, secret) select id, 'sealed' from officer`,
  `insert into recovery_code (account, code) select id, 'index' from officer`,
  `insert into filing_copy (filing, owner, site_name, application, filed) select gen_random_uuid(), id, '站', null, true from account`,
  `insert into subject_copy (subject, owner) select gen_random_uuid(), id from account`,
];

/** Two applicants beside the officers, and for everybody one of everything that an account can have. */
export async function placeBelongings(admin: Admin): Promise<Resident[]> {
  for (const name of ['citizen_one', 'citizen_two']) {
    const id = newId();
    await admin(`insert into account (id, version, kind, login_name, login_key, real_name, identity_level, registered_at) values ($1, 1, 'applicant', $2, $2, 'sealed', 'none', now())`, [id, name]);
    await admin(`insert into account_history (id, version, at, action, patch) values ($1, 1, now(), 'account.register', '{}')`, [id]);
  }
  for (const sql of BELONGINGS) await admin(sql);
  return admin<{ account: string; bureau: number | null; roles: Role[] }>(`select a.id as account, o.bureau, coalesce(o.roles, '{applicant}') as roles from account a left join officer o on o.id = a.id order by a.login_key`);
}

/** What the rule shows and lets change, of the residents' belongings; computed here without the database. */
export function rulesOf(residents: readonly Resident[], who: Principal) {
  const ids = (those: readonly Resident[]): string[] => those.map(({ account }) => account).sort();
  const here = residents.filter(({ bureau }) => bureau !== null && who.kind === 'officer' && who.scope.includes(bureau));
  const own = residents.filter(({ account }) => account === who.account);
  const union = (more: readonly Resident[]): string[] => ids([...new Set([...own, ...more])]);
  const administers = who.kind === 'officer' && who.roles.includes('administrator');
  const leads = administers || (who.kind === 'officer' && who.roles.includes('supervisor'));
  return {
    /** The own, and nobody else's. */
    own: ids(own),
    /** The own, and for who leads the officers of the bureaus in scope: they are given cases and stand in for one another. */
    ownOrLed: union(leads ? here : []),
    ownOfficeOrLed: ids([...new Set([...own.filter(({ bureau }) => bureau !== null), ...(leads ? here : [])])]),
    /** The own, and for administrators those of the officers in scope: a dismissal ends sessions. */
    ownOrAdministered: union(administers ? here : []),
    led: leads ? ids(here) : [],
    administered: administers ? ids(here) : [],
    /** An administrator's own appointment is another's work. */
    appointed: administers ? ids(here.filter(({ account }) => account !== who.account)) : [],
    bureaus: administers ? [...who.scope].sort((a, b) => a - b) : [],
  };
}

export type Rules = ReturnType<typeof rulesOf>;
