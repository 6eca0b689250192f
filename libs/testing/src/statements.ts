import pg from 'pg';

/** A statement as it went to the server. */
export interface Sent {
  readonly text: string;
  readonly values: readonly unknown[];
}

/** What stands between a program and its database, until `restore` takes it away. */
export interface Hook {
  readonly sent: readonly Sent[];
  /** How many statements were altered. */
  readonly altered: number;
  restore(): void;
}

/** Sees every statement of this process on its way to PostgreSQL, and may alter its text; `backend` is the connection's process number. */
export function hookStatements(alter: (text: string, backend: number | undefined) => string = (text) => text, keep = true): Hook {
  const original = pg.Client.prototype.query;
  const sent: Sent[] = [];
  let altered = 0;
  pg.Client.prototype.query = function hooked(this: pg.Client, ...args: unknown[]) {
    const [first, values] = args;
    if (typeof first === 'string') {
      const text = alter(first, (this as { processID?: number }).processID);
      if (text !== first) altered += 1;
      if (keep) sent.push({ text, values: Array.isArray(values) ? values : [] });
      args[0] = text;
    }
    return (original as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof original;
  return {
    sent,
    get altered() {
      return altered;
    },
    restore: () => {
      pg.Client.prototype.query = original;
    },
  };
}

// A parameter that is named nowhere else would have no type: the condition that always holds still names it.
const OF_PERSON = /(?<![\w."])(?:"?\w+"?\.)?"?(?:owner|account|sender)"? = \$(\d+)(?!\w)/g;
const OF_BUREAUS = /(?<![\w."])(?:"?\w+"?\.)?"?bureau"? = any\(\$(\d+)\)/g;
// Conditions on persons take away (S4): forgotten, they take nothing away.
const OF_PERSONS = /not a\.persons @> array\[\$(\d+)\]/g;
const OF_SUBMITTER = /a\.owner is distinct from \$(\d+)/g;
const OF_WALK = /(?<![\w."])a\.bureau = own\.bureau/g;

/** The statement as if its author had forgotten every condition on owner, sender, account, persons and bureau. */
export function withoutOwners(text: string): string {
  return text
    .replace(OF_PERSON, (_all, number: string) => `($${number}::uuid is not distinct from $${number}::uuid)`)
    .replace(OF_BUREAUS, (_all, number: string) => `($${number}::int[] is not distinct from $${number}::int[])`)
    .replace(OF_PERSONS, (_all, number: string) => `($${number}::text is not distinct from $${number}::text)`)
    .replace(OF_SUBMITTER, (_all, number: string) => `($${number}::uuid is not distinct from $${number}::uuid)`)
    .replace(OF_WALK, 'own.bureau is not null');
}
