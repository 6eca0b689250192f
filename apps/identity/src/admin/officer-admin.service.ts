import type { AppointOfficer, ChangeOfficer, DismissOfficer, EnrolmentCode } from '@beian/contracts/identity/administration';
import { OfficerAppointed } from '@beian/contracts/identity/events';
import { platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope, type Tx } from '@beian/kit/db/scope';
import { createVersioned, updateVersioned } from '@beian/kit/db/versioned';
import { invalidInput, notFound } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { publish } from '@beian/kit/outbox/publish';
import { attempt } from '@beian/kit/records/attempt';
import { record, type RecordEntry } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, KEYS, SEALER } from '@beian/kit/service/tokens';
import { shanghaiDate } from '@beian/rules/calendar/dates';
import { normalizePersonName } from '@beian/rules/persons/names';
import { normalizeCertificateNumber } from '@beian/rules/persons/resident-id';
import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { Account } from '../account/account.entity.ts';
import { loginKeyOf } from '../account/account.rules.ts';
import { sealPerson } from '../account/sealed-person.ts';
import { Bureau } from '../bureau/bureau.entity.ts';
import { Officer } from '../officer/officer.entity.ts';
import { officerDismissed, officerTaken, ownAppointment, superiorAppoints } from './admin.errors.ts';
import { closeSessions } from './close-sessions.ts';
import { EnrolmentService } from './enrolment.service.ts';
import { needsSuperior, personProblems, roleProblems, type Appointment } from './officer-admin.rules.ts';
import { Standing, type Acting } from './standing.ts';
import { refuseTaken } from './taken.ts';

type Present = Officer & { readonly person: string | null };
type Entry = Omit<RecordEntry, 'outcome' | 'code'>;

const PRESENT = 'select o.id, o.version, o.bureau, o.roles, o.active, a.person from officer o join account a on a.id = o.id where o.id = $1 for update of o';
const TAKEN = `select 1 from account a left join officer o on o.id = a.id where a.login_key = $1 or (a.person = $2 and o.active and o.id is distinct from $3) limit 1`;

/** Appointments, within the administrator's own tree; each is a row with history, an event and a record. */
@Injectable()
export class OfficerAdminService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(Standing) private readonly standing: Standing,
    @Inject(EnrolmentService) private readonly enrolments: EnrolmentService,
  ) {}

  async appoint(caller: Principal, form: AppointOfficer): Promise<EnrolmentCode> {
    const id = newId();
    return this.attempted(caller, 'officer.appoint', id, async (acting, entry) => {
      const problems = [...roleProblems(form.roles), ...personProblems(form, shanghaiDate(new Date()))];
      if (problems.length > 0) throw invalidInput(problems);
      const { bureau, roles } = form;
      const loginKey = loginKeyOf(form.loginName);
      const person = await sealPerson(this.sealer, id, { realName: normalizePersonName(form.name), idNumber: normalizeCertificateNumber(form.idNumber) });
      if (person.person === acting.person) throw ownAppointment();
      if (needsSuperior(acting.bureau, { bureau, roles })) throw superiorAppoints();
      await this.refuseBureau(acting, bureau);
      await this.refuseTakenPerson(loginKey, person.person, id);
      return inScope(this.api, acting, async (tx) => {
        await createVersioned(tx, Officer, { id, bureau, roles, active: true }, { action: 'officer.appoint' });
        await createVersioned(tx, Account, { id, kind: 'officer', loginName: form.loginName, loginKey, ...person, identityLevel: 'none', registeredAt: new Date() }, { action: 'account.create' });
        this.announce(tx, entry, { id, bureau, roles, active: true, person: person.person }, undefined);
        return this.enrolments.issue(tx, id, bureau);
      }).catch(refuseTaken(officerTaken));
    });
  }

  /** Another bureau or other roles; who was dismissed comes back. The session's token follows within its 60 seconds. */
  async change(caller: Principal, id: string, { bureau, roles, expectedVersion }: ChangeOfficer): Promise<void> {
    await this.attempted(caller, 'officer.appoint', id, async (acting, entry) => {
      const problems = roleProblems(roles);
      if (problems.length > 0) throw invalidInput(problems);
      await this.refuseBureau(acting, bureau);
      await inScope(this.api, acting, async (tx) => {
        const present = await this.present(tx, acting, id, { bureau, roles });
        if (!present.active) await this.refuseTakenPerson('', present.person, id);
        await updateVersioned(tx, Officer, id, { bureau, roles, active: true }, { action: 'officer.appoint', expected: expectedVersion });
        this.announce(tx, entry, { id, bureau, roles, active: true, person: present.person }, present);
      });
    });
  }

  /** No sign-in from now on: open sessions end in the same transaction, and no code sets a password any more. */
  async dismiss(caller: Principal, id: string, { expectedVersion }: DismissOfficer): Promise<void> {
    await this.attempted(caller, 'officer.dismiss', id, (acting, entry) => inScope(this.api, acting, async (tx) => {
      const present = await this.present(tx, acting, id, null);
      if (!present.active) throw officerDismissed();
      await updateVersioned(tx, Officer, id, { active: false }, { action: 'officer.dismiss', expected: expectedVersion });
      await closeSessions(tx, this.keys, id, present.bureau);
      await this.enrolments.withdraw(tx, id);
      this.announce(tx, entry, { ...present, active: false }, present);
    }));
  }

  /** A new code, for who never used the first, or has lost the password. */
  async reissue(caller: Principal, id: string): Promise<EnrolmentCode> {
    return this.attempted(caller, 'enrolment.issue', id, (acting) => inScope(this.api, acting, async (tx) => {
      const present = await this.present(tx, acting, id, null);
      if (!present.active) throw officerDismissed();
      return this.enrolments.issue(tx, id, present.bureau);
    }));
  }

  private async attempted<T>(caller: Principal, action: string, id: string, act: (acting: Acting, entry: Entry) => Promise<T>): Promise<T> {
    const entry: Entry = { action, target: { type: 'account', id }, bureau: caller.bureau };
    return attempt(this.api, caller, this.keys, entry, async () => act(await this.standing.as(caller, 'administrator'), entry));
  }

  /** The locked appointment, if this administrator may change it to that; one outside of the own tree does not exist. */
  private async present(tx: Tx, acting: Acting, id: string, next: Appointment | null): Promise<Present> {
    if (id === acting.account) throw ownAppointment();
    const [present] = await tx.query<Present & Record<string, unknown>>(PRESENT, [id]);
    if (present === undefined) throw notFound();
    if (present.person !== null && present.person === acting.person) throw ownAppointment();
    if (needsSuperior(acting.bureau, present, next)) throw superiorAppoints();
    return present;
  }

  private async refuseBureau(acting: Acting, bureau: number): Promise<void> {
    const found = acting.scope.includes(bureau) ? await inScope(this.api, acting, (tx) => tx.manager.findOneBy(Bureau, { number: bureau, active: true })) : null;
    if (found === null) throw notFound();
  }

  /** Asked of the whole platform, and answered with no more than yes or no. */
  private async refuseTakenPerson(loginKey: string, person: string | null, id: string): Promise<void> {
    const taken = await inScope(this.worker, platformIn(), (tx) => tx.query(TAKEN, [loginKey, person, id]));
    if (taken.length > 0) throw officerTaken();
  }

  private announce(tx: Tx, entry: Entry, { id, bureau, roles, active, person }: Omit<Present, 'version'>, before: Present | undefined): void {
    publish(tx, OfficerAppointed, id, { account: id, bureau, roles, person, active });
    record(tx, this.keys, { ...entry, outcome: 'done', bureau, ...(before && { before: { bureau: before.bureau, roles: before.roles, active: before.active } }), after: { bureau, roles, active } });
  }
}
