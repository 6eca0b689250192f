import type { EventDefinition } from '@beian/contracts/define-event';
import type { Principal } from '@beian/contracts/principal';
import type { DataSource } from 'typeorm';
import { inScope, type Tx } from '../db/scope.ts';
import { publish } from './publish.ts';

export interface Republication<T> {
  readonly source: DataSource;
  readonly principal: Principal;
  readonly definition: EventDefinition<T>;
  /** The next records after that id, in the order of their ids; it locks them (`for share`), so that no newer event overtakes the snapshot. */
  readonly page: (tx: Tx, after: string | null) => Promise<readonly { readonly id: string; readonly data: T }[]>;
}

/** Sends the present state of every record as snapshot events, a transaction a page, so that copies can be rebuilt. Returns how many. */
export async function republish<T>({ source, principal, definition, page }: Republication<T>): Promise<number> {
  let sent = 0;
  let after: string | null = null;
  for (;;) {
    const from: string | null = after;
    const items = await inScope(source, principal, async (tx) => {
      const found = await page(tx, from);
      for (const { id, data } of found) publish(tx, definition, id, data, { snapshot: true });
      return found;
    });
    const last = items.at(-1);
    if (!last) return sent;
    if (last.id === from) throw new Error(`The page after ${from} ends where it began`);
    sent += items.length;
    after = last.id;
  }
}
