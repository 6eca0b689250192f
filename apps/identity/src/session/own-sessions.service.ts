import type { OwnSession } from '@beian/contracts/identity/security';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { notFound, signInRequired } from '@beian/kit/errors/domain-error';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { revokeSessions, type Which } from './close-sessions.ts';

interface Row {
  readonly id: string;
  readonly device: string;
  readonly address: string;
  readonly opened_at: Date;
  readonly last_seen_at: Date;
}

/** A person's own sessions: seen, and ended from elsewhere. */
@Injectable()
export class OwnSessionsService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** Open ones only, newest first. */
  async list(caller: Principal): Promise<OwnSession[]> {
    const rows = await inScope(this.api, caller, (tx) =>
      tx.query<Row>(
        `select id, device, address, opened_at, last_seen_at from session
         where account = $1 and closed_at is null and expires_at > now() and last_seen_at + idle > now() order by opened_at desc limit 100`,
        [caller.account],
      ),
    );
    return rows.map(({ id, device, address, opened_at, last_seen_at }) => ({ session: id, current: id === caller.session, device, address, openedAt: opened_at.toISOString(), lastSeenAt: last_seen_at.toISOString() }));
  }

  /** Another's session is no record at all (404); one that is over already stays as it is. */
  async revoke(caller: Principal, session: string): Promise<void> {
    if ((await this.end(caller, { only: session })) > 0) return;
    const found = await inScope(this.api, caller, (tx) => tx.query('select 1 from session where id = $1', [session]));
    if (found.length === 0) throw notFound();
  }

  /** Every session but the one that asks. */
  async revokeOthers(caller: Principal): Promise<void> {
    await this.end(caller, { allBut: caller.session });
  }

  private async end(caller: Principal, which: Which): Promise<number> {
    const { account } = caller;
    if (account === null) throw signInRequired();
    return inScope(this.api, caller, (tx) => revokeSessions(tx, this.keys, account, which));
  }
}
