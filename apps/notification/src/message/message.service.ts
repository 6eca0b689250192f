import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import type { DataSource } from 'typeorm';

@Injectable()
export class MessageService {
  constructor(
    @Inject(DB_API) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** Marks an own message as read, once; that it was read, and when, may matter later. */
  async read(caller: Principal, message: string): Promise<void> {
    const entry = { action: 'message.read', target: { type: 'message', id: message } };
    await attempt(this.db, caller, this.keys, entry, () =>
      inScope(this.db, caller, async (tx) => {
        const [found] = await tx.query<{ filing: string | null; bureau: number | null }>('select filing, bureau from message where id = $1 and account = $2', [message, caller.account]);
        if (!found) throw notFound();
        const marked = await tx.query('insert into message_read (message, account) values ($1, $2) on conflict do nothing returning message', [message, caller.account]);
        if (marked.length > 0) record(tx, this.keys, { ...entry, outcome: 'done', filing: found.filing, bureau: found.bureau });
      }),
    );
  }
}
