import { Inject, Injectable } from '@nestjs/common';
import type { MessagePage } from '@beian/contracts/notification/api';
import type { Principal } from '@beian/contracts/principal';
import { orErasedText } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { DB_API, SEALER } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';

interface Row {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly link: string | null;
  readonly at: Date;
  readonly read_at: Date | null;
}

const PAGE = `select m.id, m.title, m.body, m.link, m.at, r.at as read_at from message m left join message_read r on r.message = m.id
  where m.account = $1 and ($2::uuid is null or m.id < $2) order by m.id desc limit $3`;
// Both counts run on an index of the account alone; an anti-join would visit every message.
const UNREAD = `select (select count(*) from message where account = $1)::int - (select count(*) from message_read where account = $1)::int as unread`;

/** 系统通知 of the caller. */
@Injectable()
export class MessageQueries {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  /** Newest first; `after` is the last message of the page before. */
  async page(caller: Principal, after: string | undefined, limit: number): Promise<MessagePage> {
    const { rows, unread } = await inScope(this.db, caller, async (tx) => {
      const found = await tx.query<Row>(PAGE, [caller.account, after ?? null, limit + 1]);
      const [counted] = await tx.query<{ unread: number }>(UNREAD, [caller.account]);
      return { rows: found, unread: counted?.unread ?? 0 };
    });
    const shown = rows.slice(0, limit);
    const items = await Promise.all(
      shown.map(async ({ id, title, body, link, at, read_at }) => ({
        message: id, title, body: await orErasedText(this.sealer.open(body, `message:${id}:body`)), link, readAt: read_at?.toISOString() ?? null, at: at.toISOString(),
      })),
    );
    return { items, next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null, unread };
  }

  async unread(caller: Principal): Promise<{ unread: number }> {
    const [row] = await inScope(this.db, caller, (tx) => tx.query<{ unread: number }>(UNREAD, [caller.account]));
    return { unread: row?.unread ?? 0 };
  }
}
