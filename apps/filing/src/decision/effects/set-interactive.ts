import type { PayloadOf } from '@beian/contracts/filing/actions';
import { InteractiveSet } from '@beian/contracts/filing/events';
import { publish } from '@beian/kit/outbox/publish';
import { commit, newSalt } from '@beian/kit/records/record';
import { formWith } from '@beian/rules/forms/dictionaries/editable';
import { formOf } from '@beian/rules/forms/forms';
import { interactiveGrounds } from '@beian/rules/forms/interactive';
import { versionOf } from '../../rule-versions/rules-in-force.ts';
import { caseHolder, openData, sealInteractiveReason } from '../../submission/case-data.ts';
import { factsWithStage, type Effect, type Refused, type Scene } from '../outcome.ts';

/** 认定交互式 (OPN-19, NAM-29, OPN-66): either way and with a reason, on the grounds that the form gives now; the applicant is told. */
export async function setInteractive({ tx, application, sealer, command }: Scene, { interactive, reason }: PayloadOf<'setInteractive'>): Promise<Effect | Refused> {
  if (interactive === application.interactive) return { refused: 'interactive.unchanged' };
  const { id, object, filing, siteName, dictionariesVersion } = application;
  const form = formWith(formOf(object), (await versionOf(tx, 'dictionaries', dictionariesVersion)).content);
  const grounds = interactiveGrounds(form, await openData(sealer, id, application.data));
  const sealed = await sealer.seal(reason, `command:${command}:reason`, caseHolder(id));
  const salt = newSalt();
  return {
    application: { interactive, interactiveSet: { interactive, grounds }, interactiveReason: await sealInteractiveReason(sealer, id, reason, salt) },
    filing: { interactive },
    after: { interactive, grounds, reason: commit(reason, salt) },
    announce: (after) => publish(tx, InteractiveSet, filing, { ...factsWithStage(after), siteName, command, interactive, reason: sealed }),
  };
}
