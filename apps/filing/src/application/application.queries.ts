import { Inject, Injectable } from '@nestjs/common';
import type { ApplicationPage, HistoryStep } from '@beian/contracts/filing/api';
import type { Principal } from '@beian/contracts/principal';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { DB_API } from '@beian/kit/service/tokens';
import { MESSAGE_LABELS } from '@beian/rules/lifecycle/labels';
import { MESSAGES, type Message, type Stage } from '@beian/rules/lifecycle/stages';
import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import { cut, decodePosition, lineOf, SUMMARY_COLUMNS, type SummaryRow } from './page.ts';

interface HistoryRow {
  readonly at: Date;
  readonly action: string;
  readonly actor: string | null;
  readonly stage: Stage | null;
  readonly interactive: boolean | null;
}

@Injectable()
export class ApplicationQueries {
  constructor(@Inject(DB_API) private readonly source: DataSource) {}

  /** 我的申请: the caller's own, the one submitted last first. */
  async own(principal: Principal, { after, limit }: { after?: string | undefined; limit: number }): Promise<ApplicationPage> {
    const position = decodePosition(after);
    return inScope(this.source, principal, async (tx) => {
      const found = await tx.query<SummaryRow>(
        `select ${SUMMARY_COLUMNS} from application a join bureau_copy b on b.bureau = a.bureau join filing f on f.id = a.filing
          where a.owner = $1 and ($2::timestamptz is null or (a.submitted_at, a.id) < ($2, $3::uuid)) order by a.submitted_at desc, a.id desc limit $4`,
        [principal.account, position?.[0] ?? null, position?.[1] ?? null, limit + 1],
      );
      const { rows, next } = cut(found, limit, (row) => row.submittedAt.toISOString());
      const now = new Date();
      return { items: rows.map((row) => lineOf(row, now)), next };
    });
  }
}

/** What happened to a case, as its owner and officers see it; the platform's reminders are no steps. */
export async function historyOf(tx: Tx, application: { id: string; owner: string }): Promise<z.infer<typeof HistoryStep>[]> {
  const rows = await tx.query<HistoryRow>(`select at, action, actor, patch->>'stage' as stage, (patch->>'interactive')::boolean as interactive from application_history where id = $1 order by version`, [application.id]);
  let stage: Stage = 'submitted';
  return rows.flatMap((row) => {
    stage = row.stage ?? stage;
    const action = row.action.replace(/^application\./, '');
    if (!isMessage(action)) return [];
    const by = row.actor === null ? 'platform' : row.actor === application.owner ? 'owner' : 'officer';
    return [{ at: row.at.toISOString(), action, label: MESSAGE_LABELS[action], stage, by, note: action === 'setInteractive' ? (row.interactive === true ? '认定为交互式' : '认定为非交互式') : null }];
  });
}

const isMessage = (action: string): action is Message => (MESSAGES as readonly string[]).includes(action);
