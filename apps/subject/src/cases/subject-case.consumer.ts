import { Controller } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ApplicationResubmitted, ApplicationSubmitted, ApplicationTransferred } from '@beian/contracts/filing/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { addCase } from './subject-case.ts';

/** Which bureaus hold cases with a subject, as the filing service says; a transfer hands over access (architecture: Jurisdiction). */
@Controller()
export class SubjectCaseConsumer {
  @OnEvent(ApplicationSubmitted)
  async submitted({ data }: Envelope<DataOf<typeof ApplicationSubmitted>>, tx: Tx): Promise<void> {
    await addCase(tx, data);
  }

  @OnEvent(ApplicationResubmitted)
  async resubmitted({ data }: Envelope<DataOf<typeof ApplicationResubmitted>>, tx: Tx): Promise<void> {
    await addCase(tx, data);
  }

  @OnEvent(ApplicationTransferred)
  async transferred({ data }: Envelope<DataOf<typeof ApplicationTransferred>>, tx: Tx): Promise<void> {
    await addCase(tx, data);
  }
}
