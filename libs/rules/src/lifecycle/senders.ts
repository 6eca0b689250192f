import type { OfficeRole, Role } from '../jurisdiction/roles.ts';
import { STAGES, type Message, type Sender, type Stage } from './stages.ts';
import type { TransitionRow } from './transitions.ts';

/** How a case stands to an officer: held by the own bureau, by one below it, or by neither. */
export type Standing = 'own' | 'below' | 'elsewhere';

/** What makes an officer a sender (S4): one of the roles, where the case stands so, and whether he has taken it. */
export interface Capacity {
  readonly roles: readonly OfficeRole[];
  readonly standing: Exclude<Standing, 'elsewhere'>;
  /** Whether he, or the absent officer he stands in for, holds the case; left out: either. */
  readonly holds?: boolean;
}

/**
 * The senders of the transition table in terms of roles (S4). Together the two are the one table role × message × stage:
 * services decide by it, pages show its buttons. A superior acts on no case of a lower bureau but to pull it up.
 */
export const CAPACITIES: Readonly<Record<Exclude<Sender, 'owner' | 'platform'>, Capacity>> = {
  officer: { roles: ['reviewer'], standing: 'own' },
  holder: { roles: ['reviewer'], standing: 'own', holds: true },
  second_officer: { roles: ['reviewer'], standing: 'own', holds: false },
  inspector: { roles: ['inspector'], standing: 'own' },
  supervisor: { roles: ['supervisor'], standing: 'own' },
  superior_officer: { roles: ['reviewer'], standing: 'below' },
  superior_supervisor: { roles: ['supervisor'], standing: 'below' },
};

/** A person before a case. */
export interface Actor {
  readonly kind: 'applicant' | 'officer' | 'platform' | 'anonymous';
  readonly roles: readonly Role[];
  readonly standing: Standing;
  readonly holds: boolean;
  /** The submitting account. */
  readonly owner: boolean;
}

/** In which capacities somebody may send messages to a case; one person may have several. */
export function sendersOf({ kind, roles, standing, holds, owner }: Actor): Sender[] {
  if (kind === 'platform') return ['platform'];
  const own: Sender[] = owner ? ['owner'] : [];
  if (kind !== 'officer') return own;
  const official = (Object.keys(CAPACITIES) as (keyof typeof CAPACITIES)[]).filter((sender) => {
    const capacity = CAPACITIES[sender];
    return capacity.standing === standing && capacity.roles.some((role) => roles.includes(role)) && (capacity.holds === undefined || capacity.holds === holds);
  });
  return [...own, ...official];
}

/** One line of the table as people read it: what a role may do, in which stages, with cases that stand so. */
export interface Right {
  readonly role: OfficeRole;
  readonly standing: Exclude<Standing, 'elsewhere'>;
  readonly message: Message;
  readonly stages: readonly Stage[];
  /** Only on cases that the officer has taken. */
  readonly holdsOnly: boolean;
  /** `planned`: settled, and not offered yet. */
  readonly state: TransitionRow['state'];
}

/** Every right of every role, spelled out from the rows of the transition table. */
export function rightsOf(rows: readonly TransitionRow[], role: OfficeRole): Right[] {
  return (['own', 'below'] as const).flatMap((standing) => {
    const may = (row: TransitionRow, holds: boolean): boolean => sendersOf({ kind: 'officer', roles: [role], standing, holds, owner: false }).some((sender) => row.senders.includes(sender));
    return [...new Set(rows.map(({ message }) => message))].flatMap((message): Right[] => {
      const mine = rows.filter((row) => row.message === message && (may(row, true) || may(row, false)));
      const first = mine[0];
      if (first === undefined) return [];
      const stages = STAGES.filter((stage) => mine.some(({ from }) => from.includes(stage)));
      return [{ role, standing, message, stages, holdsOnly: !mine.some((row) => may(row, false)), state: mine.some(({ state }) => state === 'live') ? 'live' : 'planned' }];
    });
  });
}
