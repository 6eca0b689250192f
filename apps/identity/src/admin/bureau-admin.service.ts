import type { ChangeBureau, CreateBureau, MergeBureau } from '@beian/contracts/identity/administration';
import { BureauChanged, BureauMerged, OfficerAppointed } from '@beian/contracts/identity/events';
import type { Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { createVersioned, updateVersioned, type Patch } from '@beian/kit/db/versioned';
import { invalidInput, notFound } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record } from '@beian/kit/records/record';
import { DB_API, KEYS } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Bureau } from '../bureau/bureau.entity.ts';
import { Region } from '../bureau/region.entity.ts';
import { Officer } from '../officer/officer.entity.ts';
import { bureauEnded, issuingCodeTaken, ownBureau } from './admin.errors.ts';
import { formProblems, regionProblems, treeOf, type BureauForm } from './bureau-admin.rules.ts';
import { Standing, type Acting } from './standing.ts';
import { refuseTaken } from './taken.ts';

/** Founding of bureaus waits for its turn: the next number is the highest and one. */
const LOCK = 'select pg_advisory_xact_lock(7310421, 0)';

/** The tree of bureaus below the administrator's own (S5). Every change is a row with history, an event and a record. */
@Injectable()
export class BureauAdminService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(Standing) private readonly standing: Standing,
  ) {}

  async create(caller: Principal, form: CreateBureau): Promise<{ bureau: number }> {
    return this.attempted(caller, 'bureau.change', 'new', (acting) => inScope(this.api, acting, async (tx) => {
      const bureaus = await this.lock(tx);
      if (!acting.scope.includes(form.parent) || !bureaus.some(({ number, active }) => number === form.parent && active)) throw notFound();
      await this.check(tx, acting, null, form, bureaus);
      const number = Math.max(...bureaus.map((each) => each.number)) + 1;
      const row = { ...form, regions: [...form.regions], number, active: true };
      await createVersioned(tx, Bureau, { id: newId(), ...row }, { action: 'bureau.change' });
      this.announce(tx, row, undefined);
      return { bureau: number };
    }).catch(refuseTaken(issuingCodeTaken)));
  }

  async change(caller: Principal, number: number, { expectedVersion, ...form }: ChangeBureau): Promise<void> {
    await this.attempted(caller, 'bureau.change', String(number), (acting) => inScope(this.api, acting, async (tx) => {
      const bureaus = await this.lock(tx);
      const present = this.present(acting, bureaus, number);
      if (number === acting.bureau && (form.parent !== present.parent || form.level !== present.level)) throw ownBureau();
      if (form.parent !== present.parent) this.refuseParent(acting, bureaus, number, form.parent);
      await this.check(tx, acting, number, form, bureaus);
      await this.save(tx, present, { ...form, regions: [...form.regions] }, expectedVersion);
    }).catch(refuseTaken(issuingCodeTaken)));
  }

  /**
   * 撤并: the bureau ends and comes to stand below its successor, which so sees everything it has ever had. Officers, regions
   * and lower bureaus go over here; its open cases go over in the filing service, which hears of it.
   */
  async merge(caller: Principal, number: number, { successor, expectedVersion }: MergeBureau): Promise<void> {
    await this.attempted(caller, 'bureau.merge', String(number), (acting) => inScope(this.api, acting, async (tx) => {
      const bureaus = await this.lock(tx);
      const present = this.present(acting, bureaus, number);
      if (number === acting.bureau) throw ownBureau();
      this.refuseParent(acting, bureaus, number, successor);
      const heir = bureaus.find((each) => each.number === successor)!;
      const { regions } = present;
      await this.save(tx, present, { active: false, regions: [], parent: successor, successor }, expectedVersion);
      await this.save(tx, heir, { regions: [...heir.regions, ...regions] });
      for (const child of bureaus.filter((each) => each.parent === number && each.number !== successor)) await this.save(tx, child, { parent: successor });
      const officers = await this.moveOfficers(tx, number, successor);
      publish(tx, BureauMerged, String(number), { bureau: number, successor });
      record(tx, this.keys, { action: 'bureau.merge', outcome: 'done', target: { type: 'bureau', id: String(number) }, bureau: number, before: { active: true }, after: { active: false, successor, regions, officers } });
    }));
  }

  private async attempted<T>(caller: Principal, action: string, id: string, act: (acting: Acting) => Promise<T>): Promise<T> {
    return attempt(this.api, caller, this.keys, { action, target: { type: 'bureau', id }, bureau: caller.bureau }, async () => act(await this.standing.as(caller, 'administrator')));
  }

  private async lock(tx: Tx): Promise<Bureau[]> {
    await tx.query(LOCK);
    return tx.manager.find(Bureau, { order: { number: 'ASC' } });
  }

  /** One outside of the own tree does not exist. */
  private present(acting: Acting, bureaus: readonly Bureau[], number: number): Bureau {
    const present = acting.scope.includes(number) ? bureaus.find((each) => each.number === number) : undefined;
    if (present === undefined) throw notFound();
    if (!present.active) throw bureauEnded();
    return present;
  }

  /** A parent or successor stands in the own tree, in service, and not below the bureau itself. */
  private refuseParent(acting: Acting, bureaus: readonly Bureau[], number: number, parent: number | null): void {
    if (parent === null || !acting.scope.includes(parent) || !bureaus.some((each) => each.number === parent && each.active)) throw notFound();
    if (treeOf(bureaus, number).has(parent)) throw invalidInput([{ field: 'parent', code: 'bureau.below-itself', message: '不能选择本单位或其下级单位' }]);
  }

  private async check(tx: Tx, acting: Acting, number: number | null, form: BureauForm, bureaus: readonly Bureau[]): Promise<void> {
    const problems = [...formProblems(form), ...regionProblems(form.regions, number, bureaus, await tx.manager.find(Region), acting.scope)];
    if (problems.length > 0) throw invalidInput(problems);
  }

  private async save(tx: Tx, before: Bureau, patch: Patch<Bureau>, expected?: number): Promise<void> {
    await updateVersioned(tx, Bureau, before.id, patch, { action: 'bureau.change', ...(expected !== undefined && { expected }) });
    this.announce(tx, Object.assign(new Bureau(), before, patch), before);
  }

  private async moveOfficers(tx: Tx, from: number, to: number): Promise<number> {
    const moved = await tx.query<{ id: string; roles: Officer['roles']; person: string | null }>('select o.id, o.roles, a.person from officer o join account a on a.id = o.id where o.bureau = $1 and o.active order by o.id for update of o', [from]);
    for (const { id, roles, person } of moved) {
      await updateVersioned(tx, Officer, id, { bureau: to }, { action: 'officer.appoint' });
      publish(tx, OfficerAppointed, id, { account: id, bureau: to, roles, person, active: true });
      record(tx, this.keys, { action: 'officer.appoint', outcome: 'done', target: { type: 'account', id }, bureau: to, ground: 'merger', before: { bureau: from }, after: { bureau: to } });
    }
    return moved.length;
  }

  private announce(tx: Tx, row: Omit<Bureau, 'id' | 'version' | 'successor'>, before: Bureau | undefined): void {
    const { number: bureau, parent, name, level, issuingCode, prefix, brigadePhone, regions, active } = row;
    publish(tx, BureauChanged, String(bureau), { bureau, parent, name, level, issuingCode, prefix, brigadePhone, regions, active });
    const told = (each: typeof row): Record<string, string | number | boolean | null | string[]> => ({ parent: each.parent, name: each.name, level: each.level, issuingCode: each.issuingCode, prefix: each.prefix, brigadePhone: each.brigadePhone, regions: each.regions, active: each.active });
    record(tx, this.keys, { action: 'bureau.change', outcome: 'done', target: { type: 'bureau', id: String(bureau) }, bureau, ...(before && { before: told(before) }), after: told(row) });
  }
}
