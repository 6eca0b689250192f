import { describe, expect, it } from '@jest/globals';
import { OFFICE_ROLES, type OfficeRole } from '../jurisdiction/roles.ts';
import { APPLICATION_KINDS, MESSAGES, STAGES, type Message, type Stage } from './stages.ts';
import { rightsOf, sendersOf, type Standing } from './senders.ts';
import { TRANSITIONS, offered } from './transitions.ts';

const S: Stage = 'submitted', R: Stage = 'in_review', P: Stage = 'initial_passed', I: Stage = 'inspecting';
const TAKEN = [R, P, I], OPEN = [S, R, P, I];

/** S4 once more, by hand: what is offered of new applications. Whoever is not listed may send nothing. */
const BY_HAND: { role: OfficeRole; standing: Standing; holds: boolean; may: Partial<Record<Message, readonly Stage[]>> }[] = [
  { role: 'reviewer', standing: 'own', holds: false, may: { take: [S, R, P], transfer: [S] } },
  { role: 'reviewer', standing: 'own', holds: true, may: { take: [S, R, P], release: [S, R, P], passInitial: [R], approve: [P], return: TAKEN, transfer: OPEN, setInteractive: OPEN } },
  { role: 'supervisor', standing: 'own', holds: false, may: { release: [S, R, P], transfer: OPEN, reassign: OPEN, setInteractive: OPEN } },
  { role: 'supervisor', standing: 'own', holds: true, may: { release: [S, R, P], transfer: OPEN, reassign: OPEN, setInteractive: OPEN } },
  { role: 'reviewer', standing: 'below', holds: false, may: { transfer: [S] } },
  { role: 'reviewer', standing: 'below', holds: true, may: { transfer: [S] } },
  { role: 'supervisor', standing: 'below', holds: false, may: { transfer: OPEN } },
  { role: 'supervisor', standing: 'below', holds: true, may: { transfer: OPEN } },
];

describe('S4 role × message × stage', () => {
  it('every cell: role × message × stage × own, lower or other bureau × holding or not', () => {
    let cells = 0;
    for (const role of OFFICE_ROLES) for (const standing of ['own', 'below', 'elsewhere'] as const) for (const holds of [false, true]) for (const stage of STAGES) {
      const senders = sendersOf({ kind: 'officer', roles: [role], standing, holds, owner: false });
      const may = BY_HAND.find((row) => row.role === role && row.standing === standing && row.holds === holds)?.may ?? {};
      for (const message of MESSAGES) {
        const allowed = offered(stage, 'new', senders).includes(message);
        expect({ role, standing, holds, stage, message, allowed }).toEqual({ role, standing, holds, stage, message, allowed: may[message]?.includes(stage) ?? false });
        cells += 1;
      }
    }
    expect(cells).toBe(OFFICE_ROLES.length * 3 * 2 * STAGES.length * MESSAGES.length);
  });

  it('gives no officer what belongs to the owner, nor the owner what belongs to officers', () => {
    const officers = sendersOf({ kind: 'officer', roles: [...OFFICE_ROLES], standing: 'own', holds: true, owner: false });
    const owner = sendersOf({ kind: 'applicant', roles: ['applicant'], standing: 'elsewhere', holds: false, owner: true });
    for (const stage of STAGES) for (const kind of APPLICATION_KINDS) expect(offered(stage, kind, officers).filter((message) => offered(stage, kind, owner).includes(message))).toEqual([]);
    expect(sendersOf({ kind: 'applicant', roles: ['applicant', 'reviewer'], standing: 'own', holds: true, owner: false })).toEqual([]);
    expect(sendersOf({ kind: 'anonymous', roles: [], standing: 'elsewhere', holds: false, owner: false })).toEqual([]);
  });

  it('reads as lines for people: a line a role, message and standing, with the planned ones marked', () => {
    expect(rightsOf(TRANSITIONS, 'reviewer')).toContainEqual({ role: 'reviewer', standing: 'own', message: 'approve', stages: [R, P], holdsOnly: true, state: 'live' });
    expect(rightsOf(TRANSITIONS, 'inspector').map(({ message, state }) => `${message}:${state}`)).toEqual(['orderInspection:planned', 'cancelInspection:planned', 'recordInspection:planned', 'answerReschedule:planned']);
    for (const role of ['auditor', 'administrator', 'operator', 'cyberspace'] as const) expect(rightsOf(TRANSITIONS, role)).toEqual([]);
  });
});
