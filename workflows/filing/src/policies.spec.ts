import { describe, expect, it } from '@jest/globals';
import { RUN_ACTIONS, RunMessage } from '@beian/contracts/filing/actions';
import { approveRevision, returnRevision } from '@beian/contracts/subject/activities';
import { APPLICATION_KINDS, FINAL_STAGES, STAGES } from '@beian/rules/lifecycle/stages';
import { decide, rowFor } from '@beian/rules/lifecycle/transitions';
import { isMessage } from '@beian/workflow-run/message-shape';
import { refusalByStage, RUN_MESSAGES, stagesByRow } from './admission.policy.ts';
import { SUBJECT_QUEUE, type CaseState, type SubjectActivities } from './contract.ts';
import { nextDeadline } from './deadline.policy.ts';
import { fakeMessage } from './fake-cases.ts';
import { shapeFor } from './messages.ts';

const at = (day: string) => `${day}T00:00:00.000Z`;
const aCase = (over: Partial<CaseState>): CaseState => ({ kind: 'new', stage: 'submitted', revision: 1, bureau: 1, final: false, remindAt: null, dueAt: null, lapsesAt: null, ...over });

describe('what the run names without importing schemas', () => {
  it('S10 its messages are the run actions of the contracts', () => {
    expect([...RUN_MESSAGES].sort()).toEqual([...RUN_ACTIONS].sort());
  });

  it('S10 a message has every field of the contracts', () => {
    const message = fakeMessage('a', 'approve', 1);
    expect(isMessage(message, 'approve', shapeFor('a'))).toBe(true);
    for (const key of Object.keys(RunMessage.shape)) expect([key, isMessage({ ...message, [key]: undefined }, 'approve', shapeFor('a'))]).toEqual([key, false]);
  });

  it('its names of the subject service are those of the contracts', () => {
    const names: Record<keyof SubjectActivities, string> = { approveSubjectRevision: approveRevision.name, returnSubjectRevision: returnRevision.name };
    expect(names).toEqual({ approveSubjectRevision: 'approveSubjectRevision', returnSubjectRevision: 'returnSubjectRevision' });
    expect([approveRevision.owner, returnRevision.owner]).toEqual([SUBJECT_QUEUE, SUBJECT_QUEUE]);
  });
});

describe('the validator of an Update', () => {
  it('S1 treats 等待审核, 正在审核 and 初步审核完成 alike, because taking and releasing do not tell the run', () => {
    for (const stage of ['submitted', 'in_review', 'initial_passed'] as const) {
      expect(stagesByRow(stage, 'new')).toEqual(expect.arrayContaining(['submitted', 'in_review']));
      expect(refusalByStage('passInitial', stage, 'new')).toBeUndefined();
    }
    expect(stagesByRow('returned', 'new')).toEqual(['returned']);
  });

  it.each([
    ['passInitial', 'returned', 'case.stage-not-allowed'],
    ['resubmit', 'in_review', 'case.stage-not-allowed'],
    ['approve', 'approved', 'case.final'],
    ['withdraw', 'lapsed', 'case.final'],
    ['withdraw', 'returned', undefined],
    ['resubmit', 'returned', undefined],
    ['return', 'submitted', undefined],
    // Only an application that has passed the initial review is approved, and the run itself decides when it has.
    ['approve', 'submitted', 'case.stage-not-allowed'],
  ] as const)('S1 %s at %s answers %s', (action, stage, code) => {
    expect(refusalByStage(action, stage, 'new')).toBe(code);
  });

  it('S1 never refuses what the table admits at that stage', () => {
    for (const action of RUN_ACTIONS) {
      for (const kind of APPLICATION_KINDS) {
        for (const stage of STAGES) {
          if (rowFor(action, stage, kind) !== undefined) expect(refusalByStage(action, stage, kind)).toBeUndefined();
        }
      }
    }
  });

  it('S1 refuses at final stages with the code that the row would give', () => {
    for (const stage of FINAL_STAGES) expect(decide({ message: 'withdraw', stage, kind: 'new', role: 'owner' })).toMatchObject({ code: refusalByStage('withdraw', stage, 'new') });
  });
});

describe('the next deadline', () => {
  it.each([
    ['S2 the reminder first', aCase({ remindAt: at('2026-03-02'), dueAt: at('2026-03-10') }), { step: 'remind', at: Date.UTC(2026, 2, 2) }],
    ['S2 then the end of the limit', aCase({ dueAt: at('2026-03-10') }), { step: 'escalate', at: Date.UTC(2026, 2, 10) }],
    ['S2 none once both are past', aCase({}), undefined],
    ['S1 the lapse of a returned case, whose clock does not run', aCase({ stage: 'returned', dueAt: at('2026-03-10'), lapsesAt: at('2026-05-01') }), { step: 'lapse', at: Date.UTC(2026, 4, 1) }],
    ['S1 none at the end', aCase({ stage: 'approved', final: true, dueAt: at('2026-03-10') }), undefined],
    ['none before the first read', null, undefined],
  ])('%s', (_name, state, expected) => {
    expect(nextDeadline(state)).toEqual(expected);
  });
});
