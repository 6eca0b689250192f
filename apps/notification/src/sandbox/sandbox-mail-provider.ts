import { platformIn } from '@beian/contracts/principal';
import type { Sealer } from '@beian/kit/crypto/sealer';
import { inScope } from '@beian/kit/db/scope';
import type { DataSource } from 'typeorm';
import type { Answer } from '../dispatch/dispatch.ts';
import type { Letter, MailProvider } from '../mail/mail-provider.ts';

const HOLDER = 'sandbox:mail';

/** Keeps the e-mails that would have been sent; it takes each id once. */
export class SandboxMailProvider implements MailProvider {
  constructor(
    private readonly db: DataSource,
    private readonly sealer: Sealer,
  ) {}

  async send(id: string, { to, subject, text }: Letter): Promise<'accepted'> {
    const [recipient, sealed] = await Promise.all([this.sealer.seal(to, `sandbox_mail:${id}:recipient`, HOLDER), this.sealer.seal(text, `sandbox_mail:${id}:text`, HOLDER)]);
    await inScope(this.db, platformIn(), (tx) => tx.query('insert into sandbox_mail (id, recipient, subject, text) values ($1, $2, $3, $4) on conflict do nothing', [id, recipient, subject, sealed]));
    return 'accepted';
  }

  async find(id: string): Promise<Answer> {
    const rows = await inScope(this.db, platformIn(), (tx) => tx.query('select 1 from sandbox_mail where id = $1', [id]));
    return rows.length > 0 ? 'accepted' : 'refused';
  }
}
