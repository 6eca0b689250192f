import { platformIn, type Principal, type Role } from '@beian/contracts/principal';
import { inScope } from '@beian/kit/db/scope';
import { forbidden, signInRequired } from '@beian/kit/errors/domain-error';
import { DB_WORKER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';

/** A caller whose bureau and account are known. */
export type Acting = Principal & { readonly account: string; readonly bureau: number };

/** The last parent first is the bureau itself: own bureau and all below, by explicit parent (S4, S5). */
const OFFICE = `select o.bureau, o.roles, (
    with recursive tree as (select o.bureau as number union select child.number from bureau child join tree on child.parent = tree.number)
    select array_agg(number order by number) from tree
  ) as scope from officer o where o.id = $1 and o.active`;

/**
 * Who administers is asked of the tables and not of the token, which may be a minute old: whoever has just lost the office
 * changes nothing, and a bureau just founded belongs to the tree already.
 */
@Injectable()
export class Standing {
  constructor(@Inject(DB_WORKER) private readonly db: DataSource) {}

  /** The caller with the present office, of which at least one role is among these; 401 without an office, 403 without the role. */
  async as(caller: Principal, ...roles: readonly Role[]): Promise<Acting> {
    if (caller.account === null || caller.kind !== 'officer') throw forbidden();
    const [office] = await inScope(this.db, platformIn(), (tx) => tx.query<{ bureau: number; roles: Role[]; scope: number[] }>(OFFICE, [caller.account]));
    if (office === undefined) throw signInRequired();
    if (!office.roles.some((role) => roles.includes(role))) throw forbidden();
    return { ...caller, ...office, account: caller.account };
  }
}
