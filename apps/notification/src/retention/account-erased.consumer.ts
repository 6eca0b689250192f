import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { AccountErased } from '@beian/contracts/identity/events';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { record } from '@beian/kit/records/record';
import { KEYS, SEALER } from '@beian/kit/service/tokens';

/** What was told to an account goes with it. */
@Controller()
export class AccountErasedConsumer {
  constructor(
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  @OnEvent(AccountErased)
  async erased({ data: { account, retention } }: Envelope<DataOf<typeof AccountErased>>, tx: Tx): Promise<void> {
    const classes = await this.sealer.erase(`account:${account}`, 'person.request');
    record(tx, this.keys, { action: 'message.erase', outcome: 'done', target: { type: 'account', id: account }, ground: 'person.request', after: { classes, retention } });
  }
}
