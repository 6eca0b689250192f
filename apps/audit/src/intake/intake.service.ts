import { Inject, Injectable } from '@nestjs/common';
import type { Envelope } from '@beian/contracts/envelope';
import type { SignedRecord } from '@beian/contracts/record';
import type { Keys } from '@beian/kit/auth/keys';
import type { Tx } from '@beian/kit/db/scope';
import { logger } from '@beian/kit/logging/logger';
import { record } from '@beian/kit/records/record';
import { KEYS } from '@beian/kit/service/tokens';
import { examine, type Examined } from './examine.ts';

const INSERT = `insert into record (event, record, canonical, digest, key, signature, fault, source, service, action, outcome, code, target_type, target_id, filing, bureau, actor_kind, actor, actor_bureau, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20) on conflict do nothing returning event`;

/** Stores every record once with its exact bytes; what is not genuine is stored too, marked and alarmed. */
@Injectable()
export class IntakeService {
  constructor(@Inject(KEYS) private readonly keys: Keys) {}

  async take(tx: Tx, event: Envelope<SignedRecord>): Promise<void> {
    const examined = examine(this.keys, event);
    if (examined.fault === null) {
      if (await this.store(tx, event, examined)) return;
      if (await this.isStored(tx, event, examined)) return;
      // A service has signed two different records under one id.
      return this.alarm(tx, event, { ...examined, fault: 'id_reused' });
    }
    return this.alarm(tx, event, examined);
  }

  private async alarm(tx: Tx, event: Envelope<SignedRecord>, examined: Examined): Promise<void> {
    if (!(await this.store(tx, event, examined))) return;
    const { fault, service, filing, bureau } = examined;
    logger().error({ alarm: 'record.invalid', event: event.id, source: event.source, service, fault, filing, bureau }, 'A record is not what its service signed');
    // A fault of our own records would otherwise record itself without end.
    if (service === 'audit' || event.source === '/beian/audit') return;
    record(tx, this.keys, { action: 'record.verify', outcome: 'refused', code: `record.${fault}`, target: { type: 'record', id: event.id }, filing, bureau });
  }

  /** False when it is there already: the same event, or a genuine record of the same id. */
  private async store(tx: Tx, { id, source, data }: Envelope<SignedRecord>, examined: Examined): Promise<boolean> {
    const { fault, record: recordId, service, action, outcome, code, target, filing, bureau, actor, at } = examined;
    const stored = await tx.query(INSERT, [
      id, recordId, data.canonical, data.digest, data.key, data.signature, fault, source, service, action, outcome, code, target.type, target.id, filing, bureau, actor.kind, actor.account, actor.bureau, at,
    ]);
    return stored.length > 0;
  }

  private async isStored(tx: Tx, { data }: Envelope<SignedRecord>, { record: recordId }: Examined): Promise<boolean> {
    const [same] = await tx.query('select 1 from record where record = $1 and fault is null and canonical = $2', [recordId, data.canonical]);
    return same !== undefined;
  }
}
