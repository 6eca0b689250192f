import { readFile } from 'node:fs/promises';
import { BureauChanged, OfficerAppointed, RegionChanged } from '@beian/contracts/identity/events';
import { platformIn } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { canonicalDigest } from '@beian/kit/crypto/digest';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { createVersioned, updateVersioned } from '@beian/kit/db/versioned';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { record } from '@beian/kit/records/record';
import { DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { normalizePersonName } from '@beian/rules/persons/names';
import { normalizeCertificateNumber } from '@beian/rules/persons/resident-id';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Account } from '../account/account.entity.ts';
import { loginKeyOf } from '../account/account.rules.ts';
import { hashPassword } from '../account/password.ts';
import { sealPerson } from '../account/sealed-person.ts';
import { Bureau } from '../bureau/bureau.entity.ts';
import { Region } from '../bureau/region.entity.ts';
import { Officer } from '../officer/officer.entity.ts';
import { seedFactor } from '../second-factor/second-factor.store.ts';
import { ProvinceFile, type BureauEntry, type OfficerEntry, type RegionEntry } from './province-file.ts';

/** How many of each were new or different. */
export interface Seeded {
  readonly regions: number;
  readonly bureaus: number;
  readonly officers: number;
}

/** Loads a province from a file. What is as the file says stays untouched, so that a repeat says nothing to anybody. */
@Injectable()
export class SeedService {
  constructor(
    @Inject(DB_WORKER) private readonly db: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
  ) {}

  async seedFile(path: string): Promise<Seeded> {
    return this.seed(ProvinceFile.parse(JSON.parse(await readFile(path, 'utf8'))));
  }

  async seed(file: ProvinceFile): Promise<Seeded> {
    return inScope(this.db, platformIn(), async (tx) => ({
      regions: await this.seedRegions(tx, file.regions),
      bureaus: await this.seedBureaus(tx, file.bureaus),
      officers: await this.seedOfficers(tx, file),
    }));
  }

  private async seedRegions(tx: Tx, entries: readonly RegionEntry[]): Promise<number> {
    const known = new Map((await tx.manager.find(Region)).map((region) => [region.code, region]));
    const changed = entries.filter((entry) => differs(entry, known.get(entry.code)));
    for (const entry of changed) {
      const id = known.get(entry.code)?.id;
      if (id === undefined) await createVersioned(tx, Region, { id: newId(), ...entry }, { action: 'region.change' });
      else await updateVersioned(tx, Region, id, entry, { action: 'region.change' });
      publish(tx, RegionChanged, entry.code, entry);
      record(tx, this.keys, { action: 'region.change', outcome: 'done', target: { type: 'region', id: entry.code }, after: { ...entry } });
    }
    return changed.length;
  }

  private async seedBureaus(tx: Tx, entries: readonly BureauEntry[]): Promise<number> {
    const known = new Map((await tx.manager.find(Bureau)).map((bureau) => [bureau.number, bureau]));
    const changed = entries.filter(({ id: number, ...entry }) => differs(entry, known.get(number)));
    for (const { id: number, ...entry } of changed) {
      const id = known.get(number)?.id;
      if (id === undefined) await createVersioned(tx, Bureau, { id: newId(), number, ...entry }, { action: 'bureau.change' });
      else await updateVersioned(tx, Bureau, id, entry, { action: 'bureau.change' });
      publish(tx, BureauChanged, String(number), { bureau: number, ...entry });
      record(tx, this.keys, { action: 'bureau.change', outcome: 'done', target: { type: 'bureau', id: String(number) }, bureau: number, after: { ...entry } });
    }
    return changed.length;
  }

  private async seedOfficers(tx: Tx, { officers: entries, password, secondFactor }: ProvinceFile): Promise<number> {
    const accounts = new Map((await tx.manager.find(Account, { where: { kind: 'officer' } })).map((account) => [account.loginKey, account]));
    const officers = new Map((await tx.manager.find(Officer)).map((officer) => [officer.id, officer]));
    let changed = 0;
    for (const entry of entries) {
      const account = accounts.get(loginKeyOf(entry.loginName)) ?? (await this.createAccount(tx, entry, password));
      const { bureau, roles, active } = entry;
      const present = officers.get(account.id);
      if (secondFactor !== undefined) await seedFactor(tx, this.sealer, account.id, secondFactor);
      if (!differs({ bureau, roles, active }, present)) continue;
      if (present) await updateVersioned(tx, Officer, account.id, { bureau, roles, active }, { action: 'officer.appoint' });
      else await createVersioned(tx, Officer, { id: account.id, bureau, roles, active }, { action: 'officer.appoint' });
      publish(tx, OfficerAppointed, account.id, { account: account.id, bureau, roles, person: account.person, active });
      const before = present && { bureau: present.bureau, roles: present.roles, active: present.active };
      record(tx, this.keys, { action: 'officer.appoint', outcome: 'done', target: { type: 'account', id: account.id }, bureau, ...(before && { before }), after: { bureau, roles, active } });
      changed += 1;
    }
    return changed;
  }

  /** The password is given once; an officer who has changed it keeps the own one. */
  private async createAccount(tx: Tx, entry: OfficerEntry, password: string): Promise<Pick<Account, 'id' | 'person'>> {
    const id = newId();
    const person = await sealPerson(this.sealer, id, { realName: normalizePersonName(entry.name), idNumber: normalizeCertificateNumber(entry.idNumber) });
    const row = { id, kind: 'officer', loginName: entry.loginName, loginKey: loginKeyOf(entry.loginName), ...person, identityLevel: 'none', registeredAt: new Date() } as const;
    await createVersioned(tx, Account, row, { action: 'account.create' });
    await tx.query('insert into credential (account, hash) values ($1, $2)', [id, await hashPassword(password)]);
    return { id, person: person.person };
  }
}

/** Whether a stored row says anything else than the entry in the entry's own fields. */
function differs(entry: object, row: object | undefined): boolean {
  if (row === undefined) return true;
  const stored = Object.fromEntries(Object.keys(entry).map((key) => [key, (row as Record<string, unknown>)[key]]));
  return canonicalDigest(stored) !== canonicalDigest(entry);
}
