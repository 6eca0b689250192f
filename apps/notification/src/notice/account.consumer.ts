import { Controller, Inject } from '@nestjs/common';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import { ContactChanged, PasswordChanged } from '@beian/contracts/identity/events';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { DirectoryCopies } from '../copies/directory-copies.ts';
import { Notifier } from './notifier.ts';
import { TEXTS } from './texts.rules.ts';

/** What happened to an account is told to it, so that its owner hears of what somebody else did; SMS follow the new mobile. */
@Controller()
export class AccountConsumer {
  constructor(
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(DirectoryCopies) private readonly copies: DirectoryCopies,
  ) {}

  @OnEvent(PasswordChanged)
  async password({ id, snapshot, data: { account, how } }: Envelope<DataOf<typeof PasswordChanged>>, tx: Tx): Promise<void> {
    await this.notifier.tell(tx, account, TEXTS.passwordChanged(how), { cause: id, snapshot });
  }

  @OnEvent(ContactChanged)
  async contact({ id, snapshot, data: { account, mobile, changed } }: Envelope<DataOf<typeof ContactChanged>>, tx: Tx): Promise<void> {
    await this.copies.keepContact(tx, { account, mobile });
    await this.notifier.tell(tx, account, changed === 'mobile' ? TEXTS.mobileChanged() : TEXTS.emailVerified(), { cause: id, snapshot });
  }
}
