import type { Colleague, LeaveView } from '@beian/contracts/identity/administration';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS, SEALER } from '@beian/kit/service/tokens';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import type { OfficeRole } from '@beian/rules/jurisdiction/roles';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { nameContext } from '../account/sealed-person.ts';
import { Standing } from '../admin/standing.ts';
import { ledBureaus } from './leave.service.ts';

interface LeaveRow {
  readonly leave: string;
  readonly officer: string;
  readonly officer_name: string;
  readonly delegate: string | null;
  readonly delegate_name: string | null;
  readonly from: string;
  readonly to: string;
}
interface ColleagueRow {
  readonly account: string;
  readonly login_name: string;
  readonly real_name: string;
  readonly roles: OfficeRole[];
  readonly on_leave: boolean;
}

const LEAVES = `select l.id as leave, l.officer, a.real_name as officer_name, l.delegate, d.real_name as delegate_name, l.from_day::text as "from", l.to_day::text as "to"
  from leave l join account a on a.id = l.officer left join account d on d.id = l.delegate
  where l.bureau = any($1) and l.ended_at is null and l.to_day >= $2 order by l.from_day, l.id limit 500`;
const COLLEAGUES = `select o.id as account, a.login_name, a.real_name, o.roles,
    exists (select 1 from leave l where l.officer = o.id and l.ended_at is null and $2::date between l.from_day and l.to_day) as on_leave
  from officer o join account a on a.id = o.id where o.bureau = $1 and o.active order by a.login_key`;

/** Who is away, and who could act: names are personal, so each look is recorded before they are opened. */
@Injectable()
export class LeaveQueries {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(Standing) private readonly standing: Standing,
  ) {}

  async leaves(caller: Principal): Promise<LeaveView[]> {
    const today = shanghaiDate(new Date());
    const rows = await this.recorded<LeaveRow>(caller, 'leave.list', LEAVES, (bureaus) => [bureaus, today]);
    const name = async (account: string | null, sealed: string | null): Promise<string | null> => (account === null || sealed === null ? null : this.sealer.open(sealed, nameContext(account)));
    return Promise.all(rows.map(async ({ leave, officer, officer_name, delegate, delegate_name, from, to }) => ({
      leave, officer, officerName: (await name(officer, officer_name)) ?? '', delegate, delegateName: await name(delegate, delegate_name), from, to, state: from > today ? 'coming' as const : 'now' as const,
    })));
  }

  /** The present officers of one bureau: the caller's own, or, for an administrator, one below. */
  async colleagues(caller: Principal, bureau?: number): Promise<Colleague[]> {
    const today = shanghaiDate(new Date());
    const rows = await this.recorded<ColleagueRow>(caller, 'officer.list', COLLEAGUES, (bureaus, own) => [bureau !== undefined && bureaus.includes(bureau) ? bureau : own, today]);
    return Promise.all(rows.map(async ({ account, login_name, real_name, roles, on_leave }) => ({ account, loginName: login_name, name: await this.sealer.open(real_name, nameContext(account)), roles, onLeave: on_leave })));
  }

  private async recorded<R>(caller: Principal, action: string, sql: string, params: (bureaus: readonly number[], own: number) => unknown[]): Promise<R[]> {
    const acting = await this.standing.as(caller, 'administrator', 'supervisor');
    return inScope(this.api, acting, async (tx) => {
      const rows = await tx.query<R>(sql, params(ledBureaus(acting), acting.bureau));
      record(tx, this.keys, { action, outcome: 'done', target: { type: 'bureau', id: String(acting.bureau) }, bureau: acting.bureau, after: { found: rows.length } });
      return rows;
    });
  }
}
