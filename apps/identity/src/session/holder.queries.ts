import type { Principal, Role } from '@beian/contracts/principal';
import type { Tx } from '@beian/kit/db/scope';

/** How a session was proven. */
export type Factor = 'password' | 'totp' | 'sso';

/** An account that may act now, with what its office gives it. */
export interface Holder {
  readonly account: string;
  readonly kind: 'applicant' | 'officer';
  readonly login_name: string;
  readonly person: string | null;
  readonly identity_level: 'none' | 'real_person';
  readonly bureau: number | null;
  readonly bureau_name: string | null;
  readonly roles: Role[];
  /** Own bureau and all below, by explicit parent (S4, S5). */
  readonly scope: number[];
  /** Absent officers for whom this one acts today (leave). */
  readonly deputy_for: string[];
}

/** Columns and joins of a holder; the query's own part names the account as `a`. A dismissed officer is nobody, nor is who has erased the account. */
const COLUMNS = `a.id as account, a.kind, a.login_name, a.person, a.identity_level, o.bureau, b.name as bureau_name,
  coalesce(o.roles, '{applicant}') as roles, coalesce(below.numbers, '{}') as scope, coalesce(away.officers, '{}') as deputy_for`;
const OFFICE = `left join officer o on o.id = a.id and o.active
  left join bureau b on b.number = o.bureau
  left join lateral (
    with recursive tree as (select o.bureau as number where o.bureau is not null union select child.number from bureau child join tree on child.parent = tree.number)
    select array_agg(number order by number) as numbers from tree
  ) below on true
  left join lateral (
    select array_agg(l.officer order by l.officer) as officers from leave l join officer absent on absent.id = l.officer
    where l.delegate = o.id and l.ended_at is null and (now() at time zone 'Asia/Shanghai')::date between l.from_day and l.to_day
      and absent.active and absent.bureau = o.bureau and absent.roles <@ o.roles
  ) away on true`;
const IN_OFFICE = `(a.kind = 'applicant' or o.id is not null) and a.erased_at is null`;

/** The account of a login name with its password's hash; undefined for a name that cannot sign in. */
export async function findLogin(tx: Tx, loginKey: string): Promise<(Holder & { readonly hash: string }) | undefined> {
  const [row] = await tx.query<Holder & { hash: string }>(
    `select ${COLUMNS}, c.hash from account a join credential c on c.account = a.id ${OFFICE} where a.login_key = $1 and ${IN_OFFICE}`,
    [loginKey],
  );
  return row;
}

/** The account that a login of single sign-on opens; undefined for an officer no longer in office. */
export async function findHolder(tx: Tx, account: string): Promise<Holder | undefined> {
  const [row] = await tx.query<Holder>(`select ${COLUMNS} from account a ${OFFICE} where a.id = $1 and ${IN_OFFICE}`, [account]);
  return row;
}

/** Marks the session of a cookie as used now and gives its holder; undefined when it is unknown, closed or over. */
export async function touchSession(tx: Tx, tokenHash: string): Promise<(Holder & { readonly session: string; readonly factor: Factor }) | undefined> {
  const [row] = await tx.query<Holder & { session: string; factor: Factor }>(
    `with used as (
       update session set last_seen_at = now()
       where token_hash = $1 and closed_at is null and expires_at > now() and last_seen_at + idle > now()
       returning id, account, factor
     )
     select ${COLUMNS}, used.id as session, used.factor from used join account a on a.id = used.account ${OFFICE} where ${IN_OFFICE}`,
    [tokenHash],
  );
  return row;
}

/** The principal of a holder within a session. */
export function principalOf(holder: Holder, session: string, factor: Factor): Principal {
  const { kind, account, roles, bureau, scope, person, identity_level: identityLevel, deputy_for: deputyFor } = holder;
  return { kind, account, roles, bureau, scope, session, person, factor, identityLevel, token: null, ...(deputyFor.length > 0 && { deputyFor }) };
}
