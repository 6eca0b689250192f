import { Controller } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { BureauMerged } from '@beian/contracts/identity/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';

/** A bureau that has ended is kept with its successor; its open cases follow in small transactions (merger.service). */
@Controller()
export class MergerConsumer {
  @OnEvent(BureauMerged)
  async merged({ data: { bureau, successor } }: Envelope<DataOf<typeof BureauMerged>>, tx: Tx): Promise<void> {
    await tx.query('insert into bureau_merger (bureau, successor) values ($1, $2) on conflict (bureau) do update set successor = excluded.successor', [bureau, successor]);
  }
}
