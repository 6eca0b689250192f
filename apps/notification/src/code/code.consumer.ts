import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { CodeIssued } from '@beian/contracts/identity/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { CodeService } from './code.service.ts';

/** Codes that identity has issued, by way of Kafka: for whoever did not hand the order on. */
@Controller()
export class CodeConsumer {
  constructor(@Inject(CodeService) private readonly codes: CodeService) {}

  @OnEvent(CodeIssued)
  async issued({ id: event, snapshot, data }: Envelope<DataOf<typeof CodeIssued>>, tx: Tx): Promise<void> {
    if (!snapshot) await this.codes.reserve(tx, { event, data });
  }
}
