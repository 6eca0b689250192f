import type { SignOnEnding, SignOnProvider } from '@beian/contracts/identity/sign-on';
import { ANONYMOUS, platformIn, type Principal } from '@beian/contracts/principal';
import type { Keys } from '@beian/kit/auth/keys';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import { notFound } from '@beian/kit/errors/domain-error';
import { newId } from '@beian/kit/http/uuid';
import { attempt as recorded } from '@beian/kit/records/attempt';
import { recordRefusal } from '@beian/kit/records/record';
import { DB_API, DB_WORKER, ENVIRONMENT, KEYS, SEALER } from '@beian/kit/service/tokens';
import { Inject, Injectable } from '@nestjs/common';
import { QueryFailedError, type DataSource } from 'typeorm';
import type { IdentityEnvironment } from '../config.ts';
import type { Origin } from '../session/client-address.ts';
import { revokeSessions } from '../session/close-sessions.ts';
import { findHolder, type Holder } from '../session/holder.queries.ts';
import { SessionService } from '../session/session.service.ts';
import { keepPending, takePending, type Attempt } from './attempts.ts';
import type { ProvenPerson } from './claims.rules.ts';
import { Providers } from './providers.service.ts';
import { changePerson, link, raiseLevel, sealAccount, storeAccount } from './sign-on-account.ts';
import { findLinked, freeContacts, hasLocalAccount, type LinkedAccount } from './sign-on.queries.ts';
import { choiceOver, lastSignOn, SignOnEnded } from './sso.errors.ts';
import type { Answered } from './sso.service.ts';
import { unlink } from './unlink.ts';

/** Where a sign-on leads: into a session, back to the own page, or to the choice of S6. */
export type Outcome = { readonly kind: 'opened'; readonly token: string; readonly back: string | null } | { readonly kind: 'back'; readonly back: string } | { readonly kind: 'choose' };

const UNIQUE_VIOLATION = '23505';
const OWN_PAGE = '/account';

/** Whose account a proven person enters. Linking needs both logins in one session, whatever the provider says (S6). */
@Injectable()
export class SignOnService {
  constructor(
    @Inject(DB_API) private readonly api: DataSource,
    @Inject(DB_WORKER) private readonly worker: DataSource,
    @Inject(KEYS) private readonly keys: Keys,
    @Inject(SEALER) private readonly sealer: Sealer,
    @Inject(ENVIRONMENT) private readonly environment: IdentityEnvironment,
    @Inject(Providers) private readonly providers: Providers,
    @Inject(SessionService) private readonly sessions: SessionService,
  ) {}

  async finish({ attempt, person }: Answered, caller: Principal, from: Origin): Promise<Outcome> {
    if (attempt.purpose === 'login') return this.login(attempt, person, caller, from);
    // The session that began it must still be the browser's own.
    if (caller.account === null || caller.account !== attempt.account || caller.session !== attempt.session) throw new SignOnEnded('session_over');
    await (attempt.purpose === 'link' ? this.link(attempt, person, caller) : this.verify(attempt, person, caller));
    return { kind: 'back', back: attempt.back ?? OWN_PAGE };
  }

  /** The person has read that there is another account, and goes on with a new one. */
  async accept(browser: string, caller: Principal, from: Origin): Promise<{ token: string; back: string | null }> {
    const pending = await inScope(this.worker, platformIn(), (tx) => takePending(tx, this.sealer, browser));
    if (!pending) throw choiceOver();
    const { provider, back } = pending.attempt;
    return { token: await this.register(provider, pending.person, caller, from), back };
  }

  /** ACC-08: an ending that opens nothing is recorded too. */
  async recordEnding(ending: SignOnEnding, provider: SignOnProvider, caller: Principal): Promise<void> {
    await recordRefusal(this.api, caller.account === null ? ANONYMOUS : caller, this.keys, { action: 'session.open', code: `sign_on.${ending}`, target: { type: 'session', id: newId() }, bureau: caller.bureau, ground: provider });
  }

  /** Takes a login away, as long as another one is left; whoever is signed in by it elsewhere is signed out. */
  async unlink(caller: Principal, id: string): Promise<void> {
    await recorded(this.api, caller, this.keys, { action: 'sign_on.unlink', target: { type: 'sign_on', id } }, async () => {
      const [known] = await inScope(this.worker, platformIn(), (tx) => tx.query('select 1 from credential where account = $1', [caller.account]));
      await inScope(this.api, caller, async (tx) => {
        // All are locked, so that two at once do not each see the other as the one that is left.
        const open = await tx.query<{ id: string; provider: SignOnProvider }>('select id, provider from sign_on where account = $1 and unlinked_at is null order by id for update', [caller.account]);
        const found = open.find((one) => one.id === id);
        if (!found) throw notFound();
        if (!known && open.length === 1) throw lastSignOn();
        await unlink(tx, this.keys, caller.account!, found, { bureau: caller.bureau });
        await revokeSessions(tx, this.keys, caller.account!, { allBut: caller.session, signOn: id });
      });
    });
  }

  private async login(attempt: Attempt, person: ProvenPerson, caller: Principal, from: Origin): Promise<Outcome> {
    const opened = (token: string): Outcome => ({ kind: 'opened', token, back: attempt.back });
    const { provider } = attempt;
    const linked = await inScope(this.worker, platformIn(), (tx) => findLinked(tx, this.subjectOf(provider, person)));
    if (linked) return opened(await this.enter(provider, linked, person, caller, from));
    if (provider === 'officers') throw new SignOnEnded('not_linked');
    const known = person.kind === 'person' && (await inScope(this.worker, platformIn(), (tx) => hasLocalAccount(tx, this.indexOf(person))));
    if (!known) return opened(await this.register(provider, person, caller, from));
    await inScope(this.worker, platformIn(), (tx) => keepPending(tx, this.sealer, attempt, person));
    return { kind: 'choose' };
  }

  private async enter(provider: SignOnProvider, linked: LinkedAccount, person: ProvenPerson, caller: Principal, from: Origin): Promise<string> {
    const holder = await inScope(this.worker, platformIn(), (tx) => findHolder(tx, linked.account));
    if (!holder) throw new SignOnEnded('dismissed');
    if ((holder.kind === 'officer') !== (provider === 'officers')) throw new SignOnEnded('not_linked');
    if (holder.kind === 'officer' && !person.strong && this.environment.OFFICER_SECOND_FACTOR === 'required') throw new SignOnEnded('second_factor');
    const changed = linked.person !== this.indexOf(person);
    if (changed && !linked.organisation) throw new SignOnEnded('other_person');
    const raised = holder.kind === 'applicant' && person.strong && linked.identityLevel === 'none';
    if (changed || raised) {
      await inScope(this.api, selfOf(holder), async (tx) => {
        if (changed) await changePerson(tx, this.keys, this.sealer, linked.account, person);
        if (raised) await raiseLevel(tx, this.keys, linked.account, provider);
      });
    }
    return this.open(linked.account, linked.signOn, caller, from);
  }

  /** ACC-03: a new account; mobile and e-mail only as far as no other account has them. */
  private async register(provider: SignOnProvider, person: ProvenPerson, caller: Principal, from: Origin): Promise<string> {
    const { mobile, email } = person;
    const free = await inScope(this.worker, platformIn(), (tx) => freeContacts(tx, { mobile: mobile && this.sealer.index('mobile', mobile), email: email && this.sealer.index('email', email) }));
    const account = await sealAccount(this.sealer, person, { mobile: free.mobile ? mobile : null, email: free.email ? email : null });
    const subject = this.subjectOf(provider, person);
    const self: Principal = { ...ANONYMOUS, kind: 'applicant', account: account.id, roles: ['applicant'], person: account.person };
    try {
      const signOn = await inScope(this.api, self, (tx) => storeAccount(tx, this.keys, account, { provider, subject }));
      return await this.open(account.id, signOn, caller, from);
    } catch (error) {
      if (!isTaken(error)) throw error;
      // The same person in two windows: the other one has made the account.
      const linked = await inScope(this.worker, platformIn(), (tx) => findLinked(tx, subject));
      if (!linked) throw new SignOnEnded('refused');
      return this.enter(provider, linked, person, caller, from);
    }
  }

  private async link({ provider }: Attempt, person: ProvenPerson, caller: Principal): Promise<void> {
    const subject = this.subjectOf(provider, person);
    const linked = await inScope(this.worker, platformIn(), (tx) => findLinked(tx, subject));
    if (linked?.account === caller.account) return;
    if (linked) throw new SignOnEnded('linked_elsewhere');
    this.requireSamePerson(person, caller);
    const raises = provider === 'citizens' && person.strong && caller.identityLevel === 'none';
    try {
      await inScope(this.api, caller, async (tx) => {
        await link(tx, this.keys, caller.account!, { provider, subject });
        if (raises) await raiseLevel(tx, this.keys, caller.account!, provider);
      });
    } catch (error) {
      throw isTaken(error) ? new SignOnEnded('linked_elsewhere') : error;
    }
  }

  private async verify({ provider }: Attempt, person: ProvenPerson, caller: Principal): Promise<void> {
    this.requireSamePerson(person, caller);
    if (!person.strong) throw new SignOnEnded('not_verified');
    if (caller.identityLevel === 'real_person') return;
    await inScope(this.api, caller, (tx) => raiseLevel(tx, this.keys, caller.account!, provider));
  }

  private requireSamePerson(person: ProvenPerson, caller: Principal): void {
    if (person.kind === 'legal_person') throw new SignOnEnded('legal_person');
    if (caller.person !== null && caller.person !== this.indexOf(person)) throw new SignOnEnded('other_person');
  }

  private async open(account: string, signOn: string, caller: Principal, from: Origin): Promise<string> {
    const holder = await inScope(this.worker, platformIn(), (tx) => findHolder(tx, account));
    if (!holder) throw new SignOnEnded('dismissed');
    const { token } = await this.sessions.start(holder, from, 'sso', signOn);
    if (caller.session !== null) await this.sessions.close(caller);
    return token;
  }

  private subjectOf(provider: SignOnProvider, { subject }: ProvenPerson): string {
    return this.sealer.index('sign-on', `${this.providers.settingsOf(provider)!.issuer}\0${subject}`);
  }

  private indexOf({ idNumber }: ProvenPerson): string {
    return this.sealer.index('certificate', idNumber);
  }
}

/** The account acting for itself before its session is open. */
function selfOf({ kind, account, roles, bureau, scope, person }: Holder): Principal {
  return { ...ANONYMOUS, kind, account, roles, bureau, scope, person };
}

function isTaken(error: unknown): boolean {
  return error instanceof QueryFailedError && (error.driverError as { code?: string }).code === UNIQUE_VIOLATION;
}
