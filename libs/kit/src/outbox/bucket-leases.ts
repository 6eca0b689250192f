import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { BUCKETS, type RelayKind } from './ddl.ts';

/**
 * One statement: says that this relay lives, takes or keeps its fair share of buckets, lets the others go. A relay's
 * own row is not yet in the statement's snapshot, hence "others + 1".
 */
const RENEW = `with alive as (
  insert into outbox_relay (relay, holder, until) values ($1, $2, now() + $3::interval)
  on conflict (relay, holder) do update set until = excluded.until
), gone as (
  delete from outbox_relay where relay = $1 and until < now() - interval '1 hour'
), share as (
  select ceil(${BUCKETS}.0 / (count(*) + 1))::int as size from outbox_relay where relay = $1 and holder <> $2 and until > now()
), wanted as (
  select bucket from outbox_lease
  where relay = $1 and (holder = $2 or holder is null or until < now())
  order by (holder = $2) desc nulls last, bucket
  limit (select size from share) for update skip locked
), let_go as (
  update outbox_lease set holder = null, until = null where relay = $1 and holder = $2 and bucket not in (select bucket from wanted)
), taken as (
  update outbox_lease set holder = $2, until = now() + $3::interval where relay = $1 and bucket in (select bucket from wanted) returning bucket
)
select bucket from taken order by bucket`;

const RELEASE = `with gone as (delete from outbox_relay where relay = $1 and holder = $2)
update outbox_lease set holder = null, until = null where relay = $1 and holder = $2`;

/**
 * The buckets that one relay leads for the next seconds. A leader that was stopped past its lease may still send: it
 * sends only what was unmarked when it looked, and so does its successor, so the first copy of every event is in order.
 */
export class BucketLeases {
  readonly holder = randomUUID();
  private buckets: readonly number[] = [];
  private renewAt = 0;
  private endsAt = 0;
  private readonly source: DataSource;
  private readonly relay: RelayKind;
  private readonly leaseMs: number;

  constructor(source: DataSource, relay: RelayKind, leaseMs = 10_000) {
    this.source = source;
    this.relay = relay;
    this.leaseMs = leaseMs;
  }

  /** The buckets led now; renews the leases when a third of their time has passed. */
  async held(): Promise<readonly number[]> {
    const now = performance.now();
    if (now >= this.renewAt) {
      const rows: { bucket: number }[] = await this.source.query(RENEW, [this.relay, this.holder, `${this.leaseMs} milliseconds`]);
      this.buckets = rows.map((row) => row.bucket);
      this.renewAt = now + this.leaseMs / 3;
      this.endsAt = now + this.leaseMs;
    }
    return this.valid() ? this.buckets : [];
  }

  /** Whether the leases still run by this process's own clock. */
  valid(): boolean {
    return performance.now() < this.endsAt;
  }

  /** Lets others take over at once. */
  async release(): Promise<void> {
    this.buckets = [];
    this.endsAt = 0;
    this.renewAt = 0;
    await this.source.query(RELEASE, [this.relay, this.holder]);
  }
}
