import { Controller } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { BureauChanged, RegionChanged } from '@beian/contracts/identity/events';
import type { Tx } from '@beian/kit/db/scope';
import { keepBureau, keepRegion } from '@beian/kit/jurisdiction/copies';
import { OnEvent } from '@beian/kit/kafka/on-event';

/** Bureaus and regions as identity says: by them a subject's own review finds its bureau (S5). */
@Controller()
export class CopiesConsumer {
  @OnEvent(BureauChanged)
  async bureau({ data }: Envelope<DataOf<typeof BureauChanged>>, tx: Tx): Promise<void> {
    await keepBureau(tx, data);
  }

  @OnEvent(RegionChanged)
  async region({ data }: Envelope<DataOf<typeof RegionChanged>>, tx: Tx): Promise<void> {
    await keepRegion(tx, data);
  }
}
