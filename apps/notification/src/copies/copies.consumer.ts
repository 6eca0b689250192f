import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { AccountRegistered, BureauChanged, OfficerAppointed } from '@beian/contracts/identity/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { DirectoryCopies } from './directory-copies.ts';

/** Who can be reached how, and whose telephone stands in a text, as identity says. */
@Controller()
export class CopiesConsumer {
  constructor(@Inject(DirectoryCopies) private readonly copies: DirectoryCopies) {}

  @OnEvent(AccountRegistered)
  async registered({ data }: Envelope<DataOf<typeof AccountRegistered>>, tx: Tx): Promise<void> {
    await this.copies.keepContact(tx, data);
  }

  @OnEvent(OfficerAppointed)
  async appointed({ data }: Envelope<DataOf<typeof OfficerAppointed>>, tx: Tx): Promise<void> {
    await this.copies.keepOfficer(tx, data);
  }

  @OnEvent(BureauChanged)
  async bureau({ data }: Envelope<DataOf<typeof BureauChanged>>, tx: Tx): Promise<void> {
    await this.copies.keepBureau(tx, data);
  }
}
