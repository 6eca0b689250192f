import type { Tx } from '@beian/kit/db/scope';
import { MESSAGE_LABELS } from '@beian/rules/lifecycle/labels';
import { MESSAGES, type Message } from '@beian/rules/lifecycle/stages';
import type { Application } from './application.entity.ts';

/** Refusals that mean: somebody has acted on the case since it was looked at. */
const OVERTAKEN: readonly string[] = ['case.revision-changed', 'case.already-held', 'case.final', 'case.stage-not-allowed'];
const TIME = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false });

interface LastStep {
  readonly at: Date;
  readonly action: string;
  readonly actor: string | null;
}

/** Of two who act at once the second is told what the first did and when; nothing when the refusal has another reason. */
export async function whoWasFirst(tx: Tx, application: Pick<Application, 'id' | 'owner'>, code: string): Promise<{ first?: string }> {
  if (!OVERTAKEN.includes(code)) return {};
  const [last] = await tx.query<LastStep>(
    'select at, action, actor from application_history where id = $1 and action = any($2) order by version desc limit 1',
    [application.id, MESSAGES.map((message) => `application.${message}`)],
  );
  if (last === undefined) return {};
  const label = MESSAGE_LABELS[last.action.replace(/^application\./, '') as Message];
  return { first: `最近一步：${by(last.actor, application.owner, tx.principal.account)}已于${TIME.format(last.at)}${label}` };
}

function by(actor: string | null, owner: string, self: string | null): string {
  if (actor === null) return '系统';
  if (actor === self) return '您';
  return actor === owner ? '申请人' : '其他民警';
}
