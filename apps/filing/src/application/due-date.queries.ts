import { Inject, Injectable } from '@nestjs/common';
import type { DueDateView } from '@beian/contracts/filing/api';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope } from '@beian/kit/db/scope';
import { attempt } from '@beian/kit/records/attempt';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { explainDueDate, REVIEW_DAYS, workingDayNumber } from '@beian/rules/calendar/due-date';
import { CLOCK_STAGES, type Stage } from '@beian/rules/lifecycle/stages';
import type { DataSource } from 'typeorm';
import { findVisible } from './case-view.service.ts';

interface RoundRow {
  readonly submitted_at: Date;
  readonly ended_at: Date | null;
}

@Injectable()
export class DueDateQueries {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  /** S2: every day of the present (or last) round, counted or not, and why; and the officer's days over all rounds. */
  async explain(principal: Principal, id: string, now = new Date()): Promise<DueDateView> {
    const look = { action: 'application.due-date', target: { type: 'application', id }, bureau: principal.bureau };
    return attempt(this.source, principal, this.keys, look, () => inScope(this.source, principal, async (tx) => {
      const application = await findVisible(tx, id);
      const rounds = await tx.query<RoundRow>(
        `select r.submitted_at, (select min(h.at) from application_history h where h.id = r.application and h.at > r.submitted_at and h.patch ? 'stage' and h.patch->>'stage' <> all($2)) as ended_at
           from round r where r.application = $1 order by r.round`,
        [id, CLOCK_STAGES satisfies readonly Stage[]],
      );
      const used = rounds.map((round) => workingDayNumber(round.submitted_at, round.ended_at ?? now));
      const due = explainDueDate(application.submittedAt);
      return {
        dueOn: due.due, provisional: due.provisional, calendar: application.calendar,
        daysUsed: Math.min(used.at(-1) ?? 0, REVIEW_DAYS), officerDays: used.reduce((sum, days) => sum + days, 0),
        days: due.days.map(({ date, number, label }) => ({ date, counted: number !== null, number, why: label })),
      };
    }));
  }
}
