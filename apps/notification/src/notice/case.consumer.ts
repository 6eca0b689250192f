import { Controller, Inject } from '@nestjs/common';
import { Reason } from '@beian/contracts/reason';
import type { DataOf } from '@beian/contracts/define-event';
import type { Envelope } from '@beian/contracts/envelope';
import {
  ApplicationApproved, ApplicationDueSoon, ApplicationLapsed, ApplicationOverdue, ApplicationReassigned, ApplicationReleased, ApplicationResubmitted, ApplicationReturned, ApplicationSubmitted, ApplicationTaken,
  ApplicationTransferred, ApplicationWithdrawn, InitialReviewPassed, InteractiveSet,
} from '@beian/contracts/filing/events';
import { unlessErased } from '@beian/kit/crypto/erased';
import type { Sealer } from '@beian/kit/crypto/sealer';
import type { Tx } from '@beian/kit/db/scope';
import { OnEvent } from '@beian/kit/kafka/on-event';
import { SEALER } from '@beian/kit/service/tokens';
import { z } from 'zod';
import { CaseCopies, type CaseFound } from '../copies/case-copies.ts';
import { Notifier } from './notifier.ts';
import { TEXTS, type Text } from './texts.rules.ts';

type Event<D> = Envelope<DataOf<D>>;

/** What owners and officers are told about a case (L.2). */
@Controller()
export class CaseConsumer {
  constructor(
    @Inject(Notifier) private readonly notifier: Notifier,
    @Inject(CaseCopies) private readonly cases: CaseCopies,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  @OnEvent(ApplicationSubmitted)
  async submitted(event: Event<typeof ApplicationSubmitted>, tx: Tx): Promise<void> {
    await this.cases.keep(tx, { ...event.data, number: event.data.applicationNumber, persons: event.data.persons ?? [] });
    await this.tellOwner(tx, event, TEXTS.submitted);
  }

  @OnEvent(ApplicationResubmitted)
  async resubmitted(event: Event<typeof ApplicationResubmitted>, tx: Tx): Promise<void> {
    await this.cases.change(tx, event.data.application, event.data);
    await this.tellOwner(tx, event, TEXTS.resubmitted);
  }

  @OnEvent(ApplicationTaken)
  async taken({ data }: Event<typeof ApplicationTaken>, tx: Tx): Promise<void> {
    await this.cases.change(tx, data.application, data);
  }

  /** The new holder learns of it; the former one is told by whoever reassigned the case. */
  @OnEvent(ApplicationReassigned)
  async reassigned(event: Event<typeof ApplicationReassigned>, tx: Tx): Promise<void> {
    await this.cases.change(tx, event.data.application, event.data);
    await this.tellOfficers(tx, event, false, (facts) => TEXTS.reassigned(facts));
  }

  @OnEvent(ApplicationReleased)
  async released({ data }: Event<typeof ApplicationReleased>, tx: Tx): Promise<void> {
    await this.cases.change(tx, data.application, data);
  }

  @OnEvent(ApplicationTransferred)
  async transferred(event: Event<typeof ApplicationTransferred>, tx: Tx): Promise<void> {
    await this.cases.change(tx, event.data.application, event.data);
    await this.tellOwner(tx, event, TEXTS.transferred);
  }

  @OnEvent(InitialReviewPassed)
  async initialPassed(event: Event<typeof InitialReviewPassed>, tx: Tx): Promise<void> {
    await this.tellOwner(tx, event, TEXTS.initialPassed);
  }

  @OnEvent(ApplicationReturned)
  async returned(event: Event<typeof ApplicationReturned>, tx: Tx): Promise<void> {
    const { reasons, command, lapsesOn } = event.data;
    // Read again long after, by a consumer that begins anew, the reasons may be erased.
    const opened = await unlessErased(this.sealer.open(reasons, `command:${command}:reasons`), undefined);
    const clear = opened === undefined ? [] : z.array(Reason).parse(JSON.parse(opened));
    await this.tellOwner(tx, event, (facts) => TEXTS.returned(facts, clear, lapsesOn));
  }

  @OnEvent(InteractiveSet)
  async interactiveSet(event: Event<typeof InteractiveSet>, tx: Tx): Promise<void> {
    const { reason, command, interactive } = event.data;
    const clear = await unlessErased(this.sealer.open(reason, `command:${command}:reason`), '');
    await this.tellOwner(tx, event, (facts) => TEXTS.interactiveSet(facts, interactive, clear));
  }

  @OnEvent(ApplicationWithdrawn)
  async withdrawn(event: Event<typeof ApplicationWithdrawn>, tx: Tx): Promise<void> {
    await this.tellOwner(tx, event, TEXTS.withdrawn);
  }

  @OnEvent(ApplicationLapsed)
  async lapsed(event: Event<typeof ApplicationLapsed>, tx: Tx): Promise<void> {
    await this.tellOwner(tx, event, TEXTS.lapsed);
  }

  /** REV-14: the telephone is the one of the moment of approval, which the event carries. */
  @OnEvent(ApplicationApproved)
  async approved(event: Event<typeof ApplicationApproved>, tx: Tx): Promise<void> {
    const { filing, number, brigadePhone } = event.data;
    await this.tellOwner(tx, event, (facts) => TEXTS.approved({ ...facts, bureau: { name: facts.bureau?.name ?? '公安机关网安部门', phone: brigadePhone } }, filing, number));
  }

  @OnEvent(ApplicationDueSoon)
  async dueSoon(event: Event<typeof ApplicationDueSoon>, tx: Tx): Promise<void> {
    await this.tellOfficers(tx, event, false, (facts) => TEXTS.dueSoon(facts, event.data.dueOn));
  }

  /** OPN-54: the supervisors learn of it too. */
  @OnEvent(ApplicationOverdue)
  async overdue(event: Event<typeof ApplicationOverdue>, tx: Tx): Promise<void> {
    await this.tellOfficers(tx, event, true, (facts) => TEXTS.overdue(facts, event.data.dueOn));
  }

  /** A snapshot says again what was said before, so nobody is told. */
  private async tellOwner(tx: Tx, { id, snapshot, data: { filing, application, bureau, owner } }: Envelope<{ filing: string; application: string; bureau: number; owner: string }>, write: (facts: CaseFound) => Text): Promise<void> {
    if (snapshot) return;
    const found = await this.cases.get(tx, application);
    await this.notifier.tell(tx, owner, write(found), { cause: id, filing, application, bureau, sender: found.bureau });
  }

  private async tellOfficers(tx: Tx, { id, snapshot, data }: Envelope<{ filing: string; application: string; bureau: number; holder: string | null }>, supervisors: boolean, write: (facts: CaseFound) => Text): Promise<void> {
    if (snapshot) return;
    const { filing, application, bureau, holder } = data;
    const found = await this.cases.get(tx, application);
    for (const account of await this.cases.officersOf(tx, { ...found, bureauId: bureau, holder }, supervisors)) await this.notifier.tell(tx, account, write(found), { cause: id, filing, application, bureau });
  }
}
