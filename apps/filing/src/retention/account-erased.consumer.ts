import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { AccountErased } from '@beian/contracts/identity/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { DraftErasure } from './draft-erasure.sweeper.ts';

/** What the account has had under review stays for the law's period, under the keys of its applications. */
@Controller()
export class AccountErasedConsumer {
  constructor(@Inject(DraftErasure) private readonly drafts: DraftErasure) {}

  @OnEvent(AccountErased)
  async erased({ data: { account } }: Envelope<DataOf<typeof AccountErased>>, tx: Tx): Promise<void> {
    await this.drafts.begin(tx, account);
  }
}
