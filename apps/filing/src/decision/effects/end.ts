import { ApplicationLapsed, ApplicationWithdrawn, DraftSaved, FilingEnded } from '@beian/contracts/filing/events';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import type { Application } from '../../application/application.entity.ts';
import { draftHolder, openData } from '../../submission/case-data.ts';
import { facts, type Effect, type Scene } from '../outcome.ts';

/** 撤回 and 逾期失效: final for the run; the data become a draft, hosts and the filing's open place are free again (S1). */
export function end(scene: Omit<Scene, 'command' | 'surroundings' | 'receivedAt'>, stage: 'withdrawn' | 'lapsed'): Effect {
  const { tx, application } = scene;
  const event = stage === 'withdrawn' ? ApplicationWithdrawn : ApplicationLapsed;
  return {
    application: { stage, dueOn: null, remindOn: null, lapsesOn: null, holder: null },
    // Only an application for a new filing ends the filing with itself.
    ...(application.kind === 'new' && { filing: { state: 'ended' as const } }),
    announce(after) {
      const { filing, subject, owner, bureau, kind, siteName } = after;
      publish(tx, event, filing, { ...facts(after), siteName });
      if (kind === 'new') publish(tx, FilingEnded, filing, { filing, subject, owner, bureau, state: 'ended', endedAt: scene.now.toISOString() });
    },
    async write(after) {
      if (after.kind === 'new') await tx.query('select release_hosts($1)', [after.filing]);
      await keepAsDraft(scene, after);
    },
  };
}

/** The draft keeps the filing's id beside the form, as the form itself does: sent again it becomes application n + 1 (S1). */
async function keepAsDraft({ tx, sealer, now }: Pick<Scene, 'tx' | 'sealer' | 'now'>, { id, filing, owner, object, subject, siteName, data }: Application): Promise<void> {
  const draft = newId();
  const content = { ...(await openData(sealer, id, data)), ids: { application: newId(), filing } };
  await tx.query('insert into draft (id, version, owner, object, subject, step, name, content, saved_at) values ($1, 1, $2, $3, $4, 1, $5, $6, $7)', [
    draft, owner, object, subject, siteName, await sealer.seal(JSON.stringify(content), `draft:${draft}:content`, draftHolder(owner)), now,
  ]);
  publish(tx, DraftSaved, draft, { draft, owner, object });
}
