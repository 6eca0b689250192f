import type { PayloadOf } from '@beian/contracts/filing/actions';
import { ApplicationReturned } from '@beian/contracts/filing/events';
import { publish } from '@beian/kit/outbox/publish';
import { canonicalJson } from '@beian/kit/crypto/digest';
import { commit, newSalt } from '@beian/kit/records/record';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { workingDayNumber } from '@beian/rules/calendar/due-date';
import { returnNeedsSupervisor } from '@beian/rules/calendar/late-return';
import { lapseDay, namesSubject } from '../../application/application.rules.ts';
import { caseHolder, sealReasons } from '../../submission/case-data.ts';
import type { Application } from '../../application/application.entity.ts';
import { standingOf } from '../case-context.ts';
import { factsWithStage, type Effect, type Scene } from '../outcome.ts';

type Payload = PayloadOf<'return'>;

/** S2 一次性告知: whether this return is one for the supervisor. */
export function isLateReturn(application: Application, { reasons }: Payload, now: Date): boolean {
  const fields = reasons.map(({ field }) => field);
  return returnNeedsSupervisor({
    dayNumber: workingDayNumber(application.submittedAt, now),
    fields,
    earlierFields: application.returnedFields,
    // Changes are kept by part of the form, reasons name the field within it.
    changedFields: fields.filter((field) => application.changedFields.some((changed) => field === changed || field.startsWith(`${changed}.`))),
    round: application.round,
  });
}

/** 退回: the round ends, the owner has 60 days; a reason about a subject that nobody has approved yet returns it as well (S6). */
export async function returnCase(scene: Scene, { reasons }: Payload): Promise<Effect> {
  const { tx, application, sealer, now, command } = scene;
  const fields = [...new Set(reasons.map(({ field }) => field))];
  const lapsesOn = lapseDay(shanghaiDate(now));
  const standing = standingOf(application, scene.surroundings);
  const subjectReturned = fields.some(namesSubject) && (standing === 'decidable' || standing === 'waits');
  const sealed = await sealer.seal(JSON.stringify(reasons), `command:${command}:reasons`, caseHolder(application.id));
  const salt = newSalt();
  const { id, filing, bureau, subject, subjectRevision: revision, siteName } = application;
  return {
    application: {
      stage: 'returned', lapsesOn, dueOn: null, remindOn: null, holder: null, lastHolder: application.holder,
      reasons: await sealReasons(sealer, id, reasons, salt), returnedFields: [...new Set([...application.returnedFields, ...fields])],
      ...(subjectReturned && { subjectState: 'returned' as const }),
    },
    after: { fields, reasons: commit(canonicalJson(reasons), salt), subjectReturned },
    announce: (after) => publish(tx, ApplicationReturned, filing, { ...factsWithStage(after), siteName, command, fields, reasons: sealed, lapsesOn, subjectReturned }),
    ...(subjectReturned && { returnSubject: { command, subject, revision, filing, application: id, bureau, actor: tx.principal.account ?? '' } }),
  };
}
