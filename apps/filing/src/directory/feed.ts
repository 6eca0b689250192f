import type { FormData } from '@beian/contracts/filing/forms';
import type { Tx } from '@beian/kit/db/scope';
import { createVersioned, updateVersioned } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { listedKinds } from '@beian/rules/forms/dictionaries/providers';
import { spelled } from './directory.rules.ts';
import { ProviderEntry } from './provider-entry.entity.ts';

const CHANGE = { action: 'provider.approved' };

/**
 * SVP-03, OPN-44: an approved service provider stands in the directory, under each of its regions, from the transaction that
 * approves it. A line that is there already is its own from now on; address and telephone, which the form does not ask, stay.
 */
export async function feedDirectory(tx: Tx, filing: string, { name: given, categories, regions }: FormData<'provider'>): Promise<void> {
  const name = spelled(given);
  for (const kind of listedKinds(categories)) {
    for (const code of regions) {
      const region = code.slice(0, 6);
      const known = await tx.manager.findOneBy(ProviderEntry, { kind, name, region });
      if (known === null) await createVersioned(tx, ProviderEntry, { id: newId(), kind, name, region, address: '', phone: '', source: 'filing', filing, active: true }, CHANGE);
      else await updateVersioned(tx, ProviderEntry, known.id, { filing, active: true }, CHANGE);
    }
  }
}
