import { Controller, Inject } from '@nestjs/common';
import type { EventDefinition } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { RECORD_TYPE, SignedRecord } from '@beian/contracts/record';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { IntakeService } from './intake.service.ts';

/** The one event of every records topic. */
export const RecordSigned: EventDefinition<SignedRecord> = { type: RECORD_TYPE, schema: SignedRecord };

@Controller()
export class RecordConsumer {
  constructor(@Inject(IntakeService) private readonly intake: IntakeService) {}

  @OnEvent(RecordSigned)
  async signed(event: Envelope<SignedRecord>, tx: Tx): Promise<void> {
    await this.intake.take(tx, event);
  }
}
