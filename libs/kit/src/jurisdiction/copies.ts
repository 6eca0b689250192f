import type { DataOf } from '@beian/contracts/define-event';
import type { BureauChanged, RegionChanged } from '@beian/contracts/identity/events';
import type { Tx } from '../db/scope.ts';

/** The copies of identity's bureaus and regions that a service routes by, for its migration. */
export const COPY_TABLES = [
  `create table bureau_copy (
    bureau integer primary key,
    parent integer,
    name text not null,
    level text not null,
    issuing_code text not null,
    prefix text not null,
    brigade_phone text,
    regions text[] not null,
    active boolean not null
  )`,
  'create index bureau_copy_regions on bureau_copy using gin (regions)',
  'create table region_copy (code text primary key, name text not null, parent text, abolished_on date, successors text[] not null)',
];

/** A bureau as identity's last event says; each event carries the whole of it. */
export async function keepBureau(tx: Tx, { bureau, parent, name, level, issuingCode, prefix, brigadePhone, regions, active }: DataOf<typeof BureauChanged>): Promise<void> {
  await tx.query(
    `insert into bureau_copy (bureau, parent, name, level, issuing_code, prefix, brigade_phone, regions, active) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (bureau) do update set parent = excluded.parent, name = excluded.name, level = excluded.level, issuing_code = excluded.issuing_code,
       prefix = excluded.prefix, brigade_phone = excluded.brigade_phone, regions = excluded.regions, active = excluded.active`,
    [bureau, parent, name, level, issuingCode, prefix, brigadePhone, regions, active],
  );
}

/** A region code likewise (S5). */
export async function keepRegion(tx: Tx, { code, name, parent, abolishedOn, successors }: DataOf<typeof RegionChanged>): Promise<void> {
  await tx.query(
    `insert into region_copy (code, name, parent, abolished_on, successors) values ($1, $2, $3, $4, $5)
     on conflict (code) do update set name = excluded.name, parent = excluded.parent, abolished_on = excluded.abolished_on, successors = excluded.successors`,
    [code, name, parent, abolishedOn, successors],
  );
}
