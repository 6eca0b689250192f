import { Injectable } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { AccountRegistered, BureauChanged, OfficerAppointed } from '@beian/contracts/identity/events';
import type { Role } from '@beian/contracts/principal';
import type { Tx } from '@beian/kit/db/scope';

/** What texts say of a bureau. */
export interface BureauFacts {
  readonly name: string;
  readonly phone: string | null;
}

/** Copies of identity's accounts, officers and bureaus; they may be behind. */
@Injectable()
export class DirectoryCopies {
  async keepContact(tx: Tx, { account, mobile }: Pick<DataOf<typeof AccountRegistered>, 'account' | 'mobile'>): Promise<void> {
    // Whoever has no mobile here finds everything in the inbox.
    if (mobile === null) return;
    await tx.query('insert into contact (account, mobile) values ($1, $2) on conflict (account) do update set mobile = excluded.mobile', [account, mobile]);
  }

  async keepOfficer(tx: Tx, { account, bureau, roles, person, active }: DataOf<typeof OfficerAppointed>): Promise<void> {
    await tx.query(
      `insert into officer_copy (account, bureau, roles, person, active) values ($1, $2, $3, $4, $5)
       on conflict (account) do update set bureau = excluded.bureau, roles = excluded.roles, person = excluded.person, active = excluded.active`,
      [account, bureau, roles, person, active],
    );
  }

  async keepBureau(tx: Tx, { bureau, name, brigadePhone }: DataOf<typeof BureauChanged>): Promise<void> {
    await tx.query(
      `insert into bureau_copy (bureau, name, brigade_phone) values ($1, $2, $3)
       on conflict (bureau) do update set name = excluded.name, brigade_phone = excluded.brigade_phone`,
      [bureau, name, brigadePhone],
    );
  }

  /** Undefined until identity's event has arrived. */
  async findBureau(tx: Tx, bureau: number): Promise<BureauFacts | undefined> {
    const [row] = await tx.query<BureauFacts>('select name, brigade_phone as phone from bureau_copy where bureau = $1', [bureau]);
    return row;
  }

  /** Accounts of the bureau's present officers who hold one of the roles. */
  async findOfficers(tx: Tx, bureau: number, roles: readonly Role[]): Promise<string[]> {
    const rows = await tx.query<{ account: string }>('select account from officer_copy where bureau = $1 and active and roles && $2::text[] order by account', [bureau, roles]);
    return rows.map(({ account }) => account);
  }

  /** Which of the accounts are officers who stand among the persons, by keyed index. */
  async findNamed(tx: Tx, accounts: readonly string[], persons: readonly string[]): Promise<string[]> {
    const rows = await tx.query<{ account: string }>('select account from officer_copy where account = any($1) and person = any($2)', [accounts, persons]);
    return rows.map(({ account }) => account);
  }
}
