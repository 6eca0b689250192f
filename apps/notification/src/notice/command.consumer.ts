import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { CommandSettled, NumbersExhausted, RevealQuotaReached } from '@beian/contracts/filing/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { CaseCopies } from '../copies/case-copies.ts';
import { DirectoryCopies } from '../copies/directory-copies.ts';
import { Notifier } from './notifier.ts';
import { TEXTS } from './texts.rules.ts';

/** What senders, supervisors and administrators must learn although nobody waits for an answer. */
@Controller()
export class CommandConsumer {
  constructor(
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(CaseCopies) private readonly cases: CaseCopies,
    @Inject(DirectoryCopies) private readonly directory: DirectoryCopies,
  ) {}

  /** S10: whoever sent an Update was told at once; the sender of a plain signal is told here. */
  @OnEvent(CommandSettled)
  async settled({ id, snapshot, data }: Envelope<DataOf<typeof CommandSettled>>, tx: Tx): Promise<void> {
    const { via, status, sender, filing, application, bureau } = data;
    if (via !== 'signal' || status === 'applied' || sender === null) return;
    const byOwner = (await this.cases.find(tx, application))?.owner === sender;
    await this.notifier.tell(tx, sender, TEXTS.signalRefused({ ...data, byOwner, void: status === 'void' }), { cause: id, snapshot, filing, application, bureau });
  }

  @OnEvent(NumbersExhausted)
  async exhausted({ id, snapshot, data: { bureau, issuingCode, category } }: Envelope<DataOf<typeof NumbersExhausted>>, tx: Tx): Promise<void> {
    const told = await this.directory.findOfficers(tx, bureau, ['supervisor', 'administrator', 'reviewer']);
    for (const account of told) await this.notifier.tell(tx, account, TEXTS.numbersExhausted(issuingCode, category), { cause: id, snapshot, bureau });
  }

  /** Who looks at so many people's data on one day is asked why: by the supervisors of the bureau, never by oneself. */
  @OnEvent(RevealQuotaReached)
  async quotaReached({ id, snapshot, data: { account, bureau, day, reveals } }: Envelope<DataOf<typeof RevealQuotaReached>>, tx: Tx): Promise<void> {
    if (bureau === null) return;
    const told = (await this.directory.findOfficers(tx, bureau, ['supervisor'])).filter((supervisor) => supervisor !== account);
    for (const supervisor of told) await this.notifier.tell(tx, supervisor, TEXTS.quotaReached(day, reveals), { cause: id, snapshot, bureau });
  }
}
