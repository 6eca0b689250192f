import { platformIn } from '@beian/contracts/principal';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import type { DataSource } from 'typeorm';
import type { Answer } from '../dispatch/dispatch.ts';
import type { SmsProvider } from '../sms/sms-provider.ts';

/** One key a quarter for all of the trial's SMS. */
const HOLDER = 'sandbox:sms';

/** Keeps what a provider would have sent, so that a trial and the tests can read it; it takes each id once. */
export class SandboxProvider implements SmsProvider {
  constructor(
    private readonly db: DataSource,
    private readonly sealer: Sealer,
  ) {}

  async send(id: string, to: string, text: string): Promise<'accepted'> {
    const [recipient, sealed] = await Promise.all([this.sealer.seal(to, `sandbox_sms:${id}:recipient`, HOLDER), this.sealer.seal(text, `sandbox_sms:${id}:text`, HOLDER)]);
    await inScope(this.db, platformIn(), (tx) => tx.query('insert into sandbox_sms (id, recipient, text) values ($1, $2, $3) on conflict do nothing', [id, recipient, sealed]));
    return 'accepted';
  }

  /** Its table tells for certain; should a sender that was thought dead still insert, the id lets only one of both in. */
  async find(id: string): Promise<Answer> {
    const rows = await inScope(this.db, platformIn(), (tx) => tx.query('select 1 from sandbox_sms where id = $1', [id]));
    return rows.length > 0 ? 'accepted' : 'refused';
  }
}
