import type { ChangeProvider, ImportedProviders, KeepProvider } from '@beian/contracts/filing/directory';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { createVersioned, updateVersioned } from '@beian/kit/db/versioned';
import { conflict, invalidInput } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { attemptInScope, type Changed } from '@beian/kit/records/attempt';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import { CsvError, parse } from 'csv-parse/sync';
import type { DataSource } from 'typeorm';
import { readTable, spelled } from './directory.rules.ts';
import { ProviderEntry } from './provider-entry.entity.ts';

/** More is a mistake, and would hold the table's locks for too long. */
const MOST_LINES = 5_000;

/** What administrators do to the directory; each of it is recorded, with the line before and after. */
@Injectable()
export class DirectoryService {
  constructor(
    @Inject(DB_API) private readonly source: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
  ) {}

  async add(caller: Principal, form: KeepProvider): Promise<{ directory: string }> {
    const directory = newId();
    return this.change(caller, 'provider.add', directory, async (tx) => {
      await this.refuseRepeated(tx, form, null);
      await createVersioned(tx, ProviderEntry, { id: directory, ...form, name: spelled(form.name), source: 'administrator', filing: null, active: true }, { action: 'provider.add' });
      return { result: { directory }, after: { ...form } };
    });
  }

  async alter(caller: Principal, directory: string, { expectedVersion, ...form }: ChangeProvider): Promise<void> {
    await this.change(caller, 'provider.change', directory, async (tx) => {
      await this.refuseRepeated(tx, form, directory);
      await updateVersioned(tx, ProviderEntry, directory, { ...form, name: spelled(form.name), active: true }, { action: 'provider.change', expected: expectedVersion });
      return { result: undefined, after: { ...form } };
    });
  }

  async withdraw(caller: Principal, directory: string, expectedVersion: number): Promise<void> {
    await this.change(caller, 'provider.withdraw', directory, async (tx) => {
      await updateVersioned(tx, ProviderEntry, directory, { active: false }, { action: 'provider.withdraw', expected: expectedVersion });
      return { result: undefined, after: { active: false } };
    });
  }

  /** All lines or none: a table with a fault changes nothing, and every faulty line is named. */
  async load(caller: Principal, csv: string): Promise<ImportedProviders> {
    return this.change(caller, 'provider.import', newId(), async (tx) => {
      const count = { added: 0, changed: 0, same: 0 };
      const { rows, faults } = readTable(linesOf(csv));
      if (faults.length > 0) throw invalidInput(faults.slice(0, 50));
      for (const row of rows) count[await this.keep(tx, row)] += 1;
      return { result: count, after: { ...count } };
    });
  }

  private async keep(tx: Tx, row: KeepProvider): Promise<keyof ImportedProviders> {
    const known = await tx.manager.findOneBy(ProviderEntry, { kind: row.kind, name: row.name, region: row.region });
    if (known === null) {
      await createVersioned(tx, ProviderEntry, { id: newId(), ...row, source: 'import', filing: null, active: true }, { action: 'provider.import' });
      return 'added';
    }
    if (known.active && known.address === row.address && known.phone === row.phone) return 'same';
    await updateVersioned(tx, ProviderEntry, known.id, { address: row.address, phone: row.phone, active: true }, { action: 'provider.import' });
    return 'changed';
  }

  private async refuseRepeated(tx: Tx, { kind, name, region }: KeepProvider, except: string | null): Promise<void> {
    const found = await tx.query('select 1 from provider_entry where kind = $1 and name = $2 and region = $3 and id is distinct from $4::uuid', [kind, spelled(name), region, except]);
    if (found.length > 0) throw conflict('provider.repeated', '目录中已有同名同地区的服务商，请直接修改该条');
  }

  private change<T>(caller: Principal, action: string, id: string, act: (tx: Tx) => Promise<Changed<T>>): Promise<T> {
    return attemptInScope(this.source, caller, this.keys, { action, target: { type: 'provider_entry', id }, bureau: caller.bureau }, act);
  }
}

function linesOf(csv: string): string[][] {
  try {
    const lines = parse(csv, { bom: true, skip_empty_lines: true, relax_column_count: true, trim: true });
    if (lines.length <= MOST_LINES) return lines;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw invalidInput([{ field: `csv.${String(error['lines'] ?? 1)}`, code: 'import.form', message: '不是有效的CSV文件：请检查引号是否成对' }]);
  }
  throw invalidInput([{ field: 'csv', code: 'import.too_many', message: `一次最多导入${MOST_LINES}行，请分批导入` }]);
}
